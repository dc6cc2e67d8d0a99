import { createWriteStream, readFileSync, writeFileSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type Zippable, zipSync } from 'fflate'
import { pack } from 'tar-stream'

/** A file of an archive, at its top. */
export interface Entry {
  readonly name: string
  readonly bytes: Uint8Array
  readonly executable?: boolean
}

/**
 * Writes a `.tar.gz`, or a `.zip` where the path ends so. The same entries give the same bytes, whenever and by whomever
 * they are written: in the order of their names, with no owner and with the oldest time that the format knows.
 */
export async function writeArchive(path: string, entries: readonly Entry[]): Promise<void> {
  const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))
  if (path.endsWith('.zip')) writeFileSync(path, zipped(sorted))
  else await writeTarGz(path, sorted)
}

async function writeTarGz(path: string, entries: readonly Entry[]): Promise<void> {
  const tar = pack()
  for (const { name, bytes, executable } of entries) {
    tar.entry({ name, mode: modeOf(executable), mtime: new Date(0), uid: 0, gid: 0 }, Buffer.from(bytes))
  }
  tar.finalize()
  await pipeline(tar, createGzip({ level: 9 }), createWriteStream(path))
}

/** A zip's times are those of a wall clock that stands nowhere, and begin with 1980. */
const OLDEST = new Date(1980, 0, 1)
const UNIX = 3

function zipped(entries: readonly Entry[]): Uint8Array {
  const files: Zippable = {}
  for (const { name, bytes, executable } of entries) {
    files[name] = [bytes, { level: 9, mtime: OLDEST, os: UNIX, attrs: (REGULAR_FILE | modeOf(executable)) << 16 }]
  }
  return zipSync(files)
}

const REGULAR_FILE = 0o100000

function modeOf(executable = false): number {
  return executable ? 0o755 : 0o644
}

export function fileEntry(name: string, path: string, executable = false): Entry {
  return { name, bytes: readFileSync(path), executable }
}
