import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { archiveName, platforms } from '../../plugin-manifest/platforms.ts'
import { collect } from '../../tools/collect-release/collect.ts'
import { inTitle, lacksProgram } from '../lacking.ts'

const release = { version: '1.2.3', homepage: 'https://git.example/o/r', downloads: 'https://git.example/d/v1.2.3' }
const names = platforms.map((platform) => archiveName('1.2.3', platform))
const lacksSha256sum = lacksProgram('sha256sum')
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-collect-'))
  for (const name of names) writeFileSync(join(folder, name), `archive ${name}`)
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('the manifest and the checksums name the hashes of the very archives that are there', () => {
  collect(folder, release)
  const hashes = names.map((name) => createHash('sha256').update(`archive ${name}`).digest('hex'))
  const checksums = readFileSync(join(folder, 'checksums.txt'), 'utf8')
  expect(checksums).toBe(names.map((name, index) => `${hashes[index]}  ${name}\n`).join(''))
  const { spec } = parse(readFileSync(join(folder, 'tlsdoctor.yaml'), 'utf8'))
  expect(spec.platforms.map(({ sha256 }: { readonly sha256: string }) => sha256)).toEqual(hashes)
  expect(spec.platforms[0].uri).toBe(`https://git.example/d/v1.2.3/${names[0]}`)
  expect([spec.version, spec.homepage]).toEqual(['v1.2.3', 'https://git.example/o/r'])
})

test.skipIf(lacksSha256sum !== null)(`sha256sum -c is content${inTitle(lacksSha256sum)}`, () => {
  collect(folder, release)
  expect(execFileSync('sha256sum', ['-c', 'checksums.txt'], { cwd: folder, encoding: 'utf8' })).toBe(
    names.map((name) => `${name}: OK\n`).join(''),
  )
})

test('archives that are not there are named, and nothing is written', () => {
  rmSync(join(folder, names[1] ?? ''))
  rmSync(join(folder, names[4] ?? ''))
  expect(() => collect(folder, release)).toThrow(`${folder} lacks ${names[1]}, ${names[4]}`)
  expect(() => readFileSync(join(folder, 'checksums.txt'))).toThrow('ENOENT')
})
