import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FuzzTarget } from './fuzz-target.ts'

/**
 * `corpus/TARGET/`: inputs that reached something new, found by `--keep`. `crashes/TARGET/`: inputs that once broke
 * something, each a regression test from then on. A file's name is the beginning of its content's hash.
 */
export type Shelf = 'corpus' | 'crashes'

function stored(shelf: Shelf, target: string): readonly { readonly name: string; readonly input: Uint8Array }[] {
  const folder = folderOf(shelf, target)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, input: new Uint8Array(readFileSync(`${folder}/${name}`)) }))
}

/** @returns the path of the file */
export function store(shelf: Shelf, target: string, input: Uint8Array): string {
  const folder = folderOf(shelf, target)
  mkdirSync(folder, { recursive: true })
  const file = `${folder}/${createHash('sha256').update(input).digest('hex').slice(0, 16)}`
  writeFileSync(file, input)
  return file
}

/** All that a target begins with: its seeds, the corpus, and what broke it once. */
export function beginnings(name: string, target: FuzzTarget): readonly Uint8Array[] {
  const seeds = target.seeds().map((seed) => (typeof seed === 'string' ? new Uint8Array(Buffer.from(seed)) : seed))
  return [
    ...seeds,
    ...stored('corpus', name).map(({ input }) => input),
    ...stored('crashes', name).map(({ input }) => input),
  ]
}

function folderOf(shelf: Shelf, target: string): string {
  return fileURLToPath(new URL(`./${shelf}/${target}`, import.meta.url))
}
