import { accessSync, closeSync, constants, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { runProcess } from './run-process.ts'
import type { FileRead, System } from './system.ts'

const DEFAULT_MAX_FILE_BYTES = 16 * 1024 * 1024

/** The real world. Every read has a bound and every process an end; failures are values. */
export function nodeSystem(): System {
  const env = process.env
  return {
    now: () => new Date(),
    monotonicMs: () => performance.now(),
    zoneOffsetMinutes: (at) => -at.getTimezoneOffset(),
    env,
    platform: process.platform,
    // client-go's homedir.HomeDir looks at HOME first on every platform but Windows.
    homeDir: (process.platform !== 'win32' && env.HOME) || homedir(),
    // The folder may be gone; what the shell called it is the next best (os.Getwd looks there first).
    cwd: orNull(() => process.cwd()) ?? env.PWD ?? '/',
    readFile: (path, options) => readBounded(path, options?.maxBytes ?? DEFAULT_MAX_FILE_BYTES),
    listDirectory: (path) => orNull(() => readdirSync(path)),
    exists: (path) => existsSync(path),
    which: (name) => which(name, env, process.platform),
    run: runProcess,
  }
}

function readBounded(path: string, maxBytes: number): FileRead {
  let file: number
  try {
    // Opening a FIFO without a writer would block for ever (open(2)); O_NONBLOCK does not exist on Windows.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    return { ok: false, code: errnoOf(error), syscall: 'open' }
  }
  try {
    // One byte more than allowed tells a file of exactly that size from a longer one.
    const bytes = readUpTo(file, maxBytes + 1)
    const truncated = bytes.length > maxBytes
    return { ok: true, bytes: truncated ? bytes.subarray(0, maxBytes) : bytes, truncated }
  } catch (error) {
    return { ok: false, code: errnoOf(error), syscall: 'read' }
  } finally {
    closeSync(file)
  }
}

function readUpTo(file: number, limit: number): Uint8Array {
  const parts: Buffer[] = []
  let total = 0
  while (total < limit) {
    const part = Buffer.alloc(Math.min(64 * 1024, limit - total))
    const got = readSync(file, part, 0, part.length, null)
    if (got === 0) break
    parts.push(part.subarray(0, got))
    total += got
  }
  return new Uint8Array(Buffer.concat(parts))
}

function which(name: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | null {
  const suffixes = platform === 'win32' ? ['', ...(env.PATHEXT ?? '.COM;.EXE;.BAT;.CMD').split(';')] : ['']
  const folders = /[/\\]/.test(name) ? [null] : (env.PATH ?? env.Path ?? '').split(delimiter)
  for (const folder of folders) {
    for (const suffix of suffixes) {
      // Like exec.LookPath since Go 1.19, an empty PATH element (the current directory) is not searched.
      if (folder === '') continue
      const candidate = folder === null ? name + suffix : join(folder, name + suffix)
      if (isExecutable(candidate)) return candidate
    }
  }
  return null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function orNull<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}

function errnoOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code
  return typeof code === 'string' ? code : 'EIO'
}
