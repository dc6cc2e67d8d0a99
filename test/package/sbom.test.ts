import { beforeAll, describe, expect, test } from 'vitest'
import { buildChunks } from '../../tools/bundle/chunks.ts'
import { bundledPackages } from '../../tools/bundle/licenses.ts'
import { sbom } from '../../tools/package/sbom.ts'
import { ROOT } from '../architecture/source.ts'

interface Component {
  readonly name: string
  readonly version: string
  readonly purl: string
  readonly licenses?: readonly { readonly license: { readonly id?: string } }[]
}

describe('the bill of materials', () => {
  let text: string
  let again: string
  let components: readonly Component[]
  let bundled: ReadonlySet<string>
  beforeAll(async () => {
    const { metafile } = await buildChunks(ROOT, 'src/main.ts', { version: '1.2.3' })
    bundled = bundledPackages(metafile)
    text = sbom(ROOT, metafile, '26.10.0')
    again = sbom(ROOT, metafile, '26.10.0')
    ;({ components } = JSON.parse(text))
  })

  test('names every bundled package once, and the Node.js around them', () => {
    const names = new Set([...bundled].map((folder) => folder.replace(/^.*node_modules\//, '')))
    expect(new Set(components.map(({ name }) => name))).toEqual(new Set([...names, 'node']))
    expect(new Set(components.map(({ purl }) => purl)).size).toBe(components.length)
    expect(components.find(({ name }) => name === 'node')).toMatchObject({
      version: '26.10.0',
      purl: 'pkg:generic/node@26.10.0',
    })
  })

  test('says the licence of every package', () => {
    const without = components.filter(
      ({ name, licenses }) => name !== 'node' && licenses?.[0]?.license.id === undefined,
    )
    expect(without.map(({ name }) => name)).toEqual([])
  })

  test('has no time and no number of its own: the same build gives the same bytes', () => {
    expect(again).toBe(text)
    expect(JSON.parse(text)).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 })
    expect(text).not.toMatch(/timestamp|serialNumber/)
  })
})
