import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import type { Done, FileOperations, NewFile, StoredFile } from './file-operations.ts'

const MAX_BYTES = 16 * 1024 * 1024
const PERMISSIONS = 0o7777

/** The real file system. */
export function nodeFileOperations(): FileOperations {
  return {
    resolve: (path) => done(() => realpathSync(path)),
    read: (path) => done(() => readRegular(path)),
    create: (path) => done(() => newFile(openSync(path, 'wx', 0o600))),
    changeMode: (path, mode) => done(() => chmodSync(path, mode)),
    rename: (from, to) => done(() => renameSync(from, to)),
    remove: (path) => done(() => rmSync(path)),
    list: (folder) => done(() => readdirSync(folder)),
    syncFolder: (folder) => done(() => within(openSync(folder, constants.O_RDONLY), fsyncSync)),
  }
}

function readRegular(path: string): StoredFile {
  // A FIFO would block without O_NONBLOCK; neither flag exists on Windows.
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0)
  return within(openSync(path, flags), (file) => {
    const found = fstatSync(file)
    if (!found.isFile()) throw errno('EINVAL')
    if (found.size > MAX_BYTES) throw errno('EFBIG')
    const bytes = new Uint8Array(found.size)
    let got = 0
    while (got < bytes.length) {
      const more = readSync(file, bytes, got, bytes.length - got, got)
      if (more === 0) break
      got += more
    }
    return {
      bytes: bytes.subarray(0, got),
      mode: found.mode & PERMISSIONS,
      owner: { user: found.uid, group: found.gid },
      links: found.nlink,
    }
  })
}

function newFile(file: number): NewFile {
  const { uid, gid } = fstatSync(file)
  return {
    owner: { user: uid, group: gid },
    write: (bytes) => done(() => writeSync(file, bytes)),
    changeOwner: ({ user, group }) => done(() => fchownSync(file, user, group)),
    changeMode: (mode) => done(() => fchmodSync(file, mode)),
    sync: () => done(() => fsyncSync(file)),
    close: () => done(() => closeSync(file)),
  }
}

function within<T>(file: number, use: (file: number) => T): T {
  try {
    return use(file)
  } finally {
    closeSync(file)
  }
}

function errno(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code })
}

function done<T>(run: () => T): Done<T> {
  try {
    return { ok: true, value: run() }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException | null)?.code
    if (typeof code !== 'string') throw error
    return { ok: false, code }
  }
}
