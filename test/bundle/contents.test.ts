import type { Metafile } from 'esbuild'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildChunks, type Chunk } from '../../tools/bundle/chunks.ts'
import { executable } from '../../tools/bundle/executable.ts'
import { bundledPackages, thirdPartyLicenses } from '../../tools/bundle/licenses.ts'
import { applyPatch } from '../../tools/bundle/patch.ts'
import { PATCHES } from '../../tools/bundle/patches.ts'
import { ROOT } from '../architecture/source.ts'

const GENERATED_API = /client-node\/dist\/gen\/(apis|models)\//

let chunks: readonly Chunk[]
let metafile: Metafile

beforeAll(async () => {
  ;({ chunks, metafile } = await buildChunks(ROOT, 'src/main.ts', { version: '1.2.3' }))
})

describe('what is in the bundle', () => {
  test('the first chunk evaluates no package at all', () => {
    expect(packagesEvaluatedWith('src/main.ts')).toEqual([])
  })

  test.each([
    'src/diagnose.ts',
    'src/cli/commands/diagnose.ts',
    'src/cli/commands/demo.ts',
    'src/cli/watch.ts',
    'src/render/renderer-of.ts',
  ])('a diagnosis in plain text evaluates neither ink nor react nor yargs: %s', (source) => {
    const evaluated = packagesEvaluatedWith(source)
    expect(
      evaluated.filter((name) => /node_modules\/(ink|react|react-reconciler|yoga-layout|yargs)$/.test(name)),
    ).toEqual([])
  })

  test('nothing of client-node that calls an API', () => {
    const bundled = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs))
    const ofApis = bundled.filter(([path, { bytesInOutput }]) => bytesInOutput > 0 && GENERATED_API.test(path))
    expect(ofApis.map(([path]) => path)).toEqual([])
  })

  test('the same sources give the same bytes', async () => {
    const again = await buildChunks(ROOT, 'src/main.ts', { version: '1.2.3' })
    expect(executable(again.chunks) === executable(chunks)).toBe(true)
  })

  test('it stays under 1.7 MB', () => {
    expect(executable(chunks).length).toBeLessThan(1_700_000)
  })

  test('every patch of a library finds its file', () => {
    const bundled = Object.keys(metafile.inputs)
    const idle = PATCHES.filter(({ file, except }) => !bundled.some((path) => file.test(path) && !except?.test(path)))
    expect(idle).toEqual([])
  })

  test('the licence of every bundled package is told', () => {
    const text = thirdPartyLicenses(ROOT, metafile)
    const names = [...bundledPackages(metafile)].map((folder) => folder.replace(/^.*node_modules\//, ''))
    expect(names.length).toBeGreaterThan(5)
    expect(names.filter((name) => !text.includes(`${name} `))).toEqual([])
  })
})

describe('the comment that holds the chunks', () => {
  test('ends where the file ends, whatever the code holds', () => {
    const file = executable([{ name: 'main.js', code: 'x="*/";/a*/.test(x)' }])
    expect(file.indexOf('*/')).toBe(file.length - 3)
    expect(file).toContain('x="*~/";/a*~/.test(x)')
  })

  test('counts bytes, not characters, and tells ASCII from what must be decoded', () => {
    const file = executable([
      { name: 'a.js', code: '"é"' },
      { name: 'b.js', code: '"x"' },
    ])
    expect(file).toContain('{"a.js":[0,4,"utf8"],"b.js":[4,3,"ascii"]}')
  })

  test('takes no code that holds the written form itself', () => {
    expect(() => executable([{ name: 'main.js', code: '"*~/"' }])).toThrow('main.js holds *~/ itself')
  })
})

test('a patch whose text is gone fails the build and says why it was needed', () => {
  const patch = { file: /x/, because: 'of a reason', replace: [['old', 'new']] as const }
  expect(applyPatch(patch, 'x.js', 'an old text')).toBe('an new text')
  expect(() => applyPatch(patch, 'x.js', 'a text')).toThrow(
    'x.js no longer holds old; it is replaced because of a reason',
  )
})

/** Packages that are evaluated when the chunk that holds this source is, since static imports lead there. */
function packagesEvaluatedWith(source: string): readonly string[] {
  const first = Object.keys(metafile.outputs).find((path) => metafile.outputs[path]?.inputs[source] !== undefined)
  const reached = new Set<string>()
  const visit = (path: string): void => {
    if (reached.has(path)) return
    reached.add(path)
    for (const { path: next, kind } of metafile.outputs[path]?.imports ?? [])
      if (kind === 'import-statement') visit(next)
  }
  if (first === undefined) throw new Error(`${source} is in no chunk`)
  visit(first)
  const outputs = Object.fromEntries(Object.entries(metafile.outputs).filter(([path]) => reached.has(path)))
  return [...bundledPackages({ ...metafile, outputs })]
}
