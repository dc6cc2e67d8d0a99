import { randomBytes } from 'node:crypto'
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readlinkSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { errnoText } from '../kubeconfig/go-errno.ts'

export interface SaveOptions {
  /** Permission bits of the file. */
  readonly mode: number
  /** Whether what stands there already may be lost; asked only of a file that is not empty. */
  readonly mayReplace: (there: Uint8Array) => boolean
  /** What may be replaced, for people: `a Case`. */
  readonly replaceable: string
}

/** A file longer than this is none that we wrote. */
const MAX_REPLACED = 256 * 1024 * 1024
const MAX_LINKS = 40

/** Why `saveFile` would refuse, as far as it can be known before; `null`: nothing speaks against it. */
export function saveProblem(path: string, options: SaveOptions): string | null {
  const place = placeOf(path)
  if (place.problem !== null) return place.problem
  const folder = attempt(() => statSync(dirname(place.path)))
  if (!folder.ok) return `${dirname(place.path)}: ${folder.problem}`
  if (!folder.value.isDirectory()) return `${dirname(place.path)}: not a directory`
  return occupied(place.path, options)
}

/**
 * Writes a whole file or nothing: into a new file beside it (`O_EXCL`, so that no planted link is followed), which then
 * takes its place. A symbolic link is followed only where nobody else could have put it there.
 *
 * @returns why it was not written; `null`: it was
 */
export function saveFile(path: string, text: string, options: SaveOptions): string | null {
  const problem = saveProblem(path, options)
  if (problem !== null) return problem
  const { path: target } = placeOf(path)
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}`)
  const written = attempt(() => {
    const file = openSync(temporary, 'wx', options.mode)
    try {
      writeAll(file, Buffer.from(text))
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, target)
  })
  if (written.ok) return null
  attempt(() => rmSync(temporary, { force: true }))
  return `${path}: ${written.problem}`
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
}

/** Where the file is to be, links followed. */
function placeOf(path: string): { readonly path: string; readonly problem: string | null } {
  let at = resolve(path)
  for (let links = 0; links < MAX_LINKS; links += 1) {
    const found = attempt(() => lstatSync(at))
    if (!found.ok || !found.value.isSymbolicLink()) return { path: at, problem: null }
    const folder = dirname(at)
    if (isWorldWritable(folder)) {
      return { path: at, problem: `${path}: a symbolic link in a folder that everybody can write to is not followed` }
    }
    at = resolve(folder, readlinkSync(at))
  }
  return { path: at, problem: `${path}: too many levels of symbolic links` }
}

function isWorldWritable(folder: string): boolean {
  const found = attempt(() => statSync(folder))
  return found.ok && (found.value.mode & 0o002) !== 0
}

/** Why what stands there must stay; `null`: nothing stands there, or what may go. */
function occupied(path: string, { mayReplace, replaceable }: SaveOptions): string | null {
  const read = attempt(() => readRegular(path))
  if (!read.ok) return read.code === 'ENOENT' ? null : `${path}: ${read.problem}`
  if (read.value === null) return `${path}: not a regular file`
  if (read.value.length === 0 || mayReplace(read.value)) return null
  return `${path}: exists and is not ${replaceable}: not overwritten`
}

/** `null`: something else than a file. Throws as node:fs does. */
function readRegular(path: string): Uint8Array | null {
  // A FIFO would block without O_NONBLOCK, a link planted meanwhile is not followed; neither flag exists on Windows.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0))
  try {
    const { size } = fstatSync(file)
    if (!fstatSync(file).isFile()) return null
    const bytes = Buffer.alloc(Math.min(size, MAX_REPLACED))
    const got = bytes.length === 0 ? 0 : readSync(file, bytes, 0, bytes.length, 0)
    return bytes.subarray(0, got)
  } finally {
    closeSync(file)
  }
}

type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly problem: string }

function attempt<T>(run: () => T): Attempt<T> {
  try {
    return { ok: true, value: run() }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException | null)?.code
    if (typeof code !== 'string') throw error
    return { ok: false, code, problem: errnoText(code, process.platform) }
  }
}
