import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Entry, writeArchive } from '../../tools/package/archive.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-archive-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const entries: readonly Entry[] = [
  { name: 'program', bytes: Buffer.from('#!/bin/sh\n'), executable: true },
  { name: 'LICENSE', bytes: Buffer.from('of all that is in it') },
]

test.each(['tar.gz', 'zip'])(
  'a .%s has the same bytes at another time and with its entries in another order',
  async (suffix) => {
    const [first, second] = [join(folder, `first.${suffix}`), join(folder, `second.${suffix}`)]
    await writeArchive(first, entries)
    vi.useFakeTimers({ now: new Date('2031-05-06T07:08:09Z'), toFake: ['Date'] })
    await writeArchive(second, [...entries].reverse())
    vi.useRealTimers()
    expect(sha256(second)).toBe(sha256(first))
  },
)

test('a .tar.gz gives files of nobody, with their modes', async () => {
  const path = join(folder, 'listed.tar.gz')
  await writeArchive(path, entries)
  const listed = execFileSync('tar', ['--numeric-owner', '--utc', '-tvzf', path], { encoding: 'utf8' })
  expect(
    listed
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/ +/g, ' ')),
  ).toEqual(['-rw-r--r-- 0/0 20 1970-01-01 00:00 LICENSE', '-rwxr-xr-x 0/0 10 1970-01-01 00:00 program'])
})

test('a .zip gives the same contents', async () => {
  const path = join(folder, 'read.zip')
  await writeArchive(path, entries)
  const read = unzipSync(readFileSync(path))
  expect(Object.entries(read).map(([name, bytes]) => [name, Buffer.from(bytes).toString()])).toEqual([
    ['LICENSE', 'of all that is in it'],
    ['program', '#!/bin/sh\n'],
  ])
})

test('what cannot be written is an error', async () => {
  mkdirSync(join(folder, 'taken.tar.gz'))
  await expect(writeArchive(join(folder, 'taken.tar.gz'), entries)).rejects.toThrow('EISDIR')
})

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
