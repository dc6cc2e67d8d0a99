/**
 * The steps by which a file is replaced. One port of small operations, so that a test can end the world after each of
 * them. What the world did is a value: `code` is errno's name.
 */
export interface FileOperations {
  /** The file itself, symbolic links followed (realpath(3)). */
  resolve(path: string): Done<string>
  /** A regular file of at most 16 MiB; its last component is no symbolic link. */
  read(path: string): Done<StoredFile>
  /** Creates a file for its owner alone; `EEXIST` where something of that name stands there. */
  create(path: string): Done<NewFile>
  changeMode(path: string, mode: number): Done<void>
  /** Replaces what stands at `to` in one step (rename(2)). */
  rename(from: string, to: string): Done<void>
  remove(path: string): Done<void>
  list(folder: string): Done<readonly string[]>
  /** Names in this folder are on the disk. */
  syncFolder(folder: string): Done<void>
}

export type Done<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string }

export interface StoredFile {
  readonly bytes: Uint8Array
  /** Permission bits. */
  readonly mode: number
  readonly owner: Owner
  /** How many names it has. */
  readonly links: number
}

export interface Owner {
  readonly user: number
  readonly group: number
}

export interface NewFile {
  readonly owner: Owner
  /** Writes some of the bytes and says how many. */
  write(bytes: Uint8Array): Done<number>
  changeOwner(owner: Owner): Done<void>
  changeMode(mode: number): Done<void>
  /** The content is on the disk. */
  sync(): Done<void>
  close(): Done<void>
}
