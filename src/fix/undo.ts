import { basename, dirname, join } from 'node:path'
import type { FileOperations, StoredFile } from '../system/file-operations.ts'
import { type BackupName, backupsOf } from './backup-name.ts'
import { contentHash } from './content-hash.ts'
import { whileLocked } from './kubeconfig-lock.ts'

/** The newest backup of a kubeconfig and what it would replace. */
export interface Undoable {
  readonly path: string
  readonly file: string
  readonly backup: BackupName
  readonly current: Uint8Array
  readonly restored: Uint8Array
  readonly mode: number
}

export type UndoPlan =
  | { readonly kind: 'undoable'; readonly undo: Undoable }
  | { readonly kind: 'nothing' }
  /** The file is no longer what `fix` wrote. */
  | { readonly kind: 'changed-since'; readonly file: string; readonly backup: string }
  /** The backup is not what its name says. */
  | { readonly kind: 'damaged'; readonly file: string; readonly backup: string }
  | { readonly kind: 'failed'; readonly file: string; readonly doing: string; readonly code: string }

export type Undone = { readonly kind: 'done' } | Exclude<UndoPlan, { readonly kind: 'undoable' | 'nothing' }>

/** What undoing would do: of all the files the one whose backup is the newest. */
export function planUndo(paths: readonly string[], files: FileOperations): UndoPlan {
  const plans = paths.map((path) => newestOf(path, files)).filter((plan) => plan !== null)
  const newest = plans.sort((a, b) => (a.backup.stamp < b.backup.stamp ? 1 : -1))[0]
  return newest === undefined ? { kind: 'nothing' } : check(newest, files)
}

/**
 * Puts the backup in the file's place: one rename, so that the file is the one or the other at every moment. The mode
 * that the file has now stays.
 */
export function undo({ path, file, backup, mode }: Undoable, files: FileOperations): Undone {
  const place = join(dirname(file), backup.name)
  const undone = whileLocked(path, files, (): Undone => {
    const again = check({ path, file, backup }, files)
    if (again.kind !== 'undoable') return again.kind === 'nothing' ? failed(file, 'find the backup', 'ENOENT') : again
    const allowed = files.changeMode(place, mode)
    if (!allowed.ok) return failed(file, 'give the backup its mode', allowed.code)
    const renamed = files.rename(place, file)
    return renamed.ok ? { kind: 'done' } : failed(file, 'put the backup in its place', renamed.code)
  })
  if (undone.kind === 'locked') return failed(file, `lock it (${undone.lock})`, undone.code)
  if (undone.kind === 'done') files.syncFolder(dirname(file))
  return undone
}

interface Found {
  readonly path: string
  readonly file: string
  readonly backup: BackupName
}

function newestOf(path: string, files: FileOperations): Found | null {
  const resolved = files.resolve(path)
  if (!resolved.ok) return null
  const file = resolved.value
  const names = files.list(dirname(file))
  const current = files.read(file)
  // A run that was cut off before its last step leaves a backup of what still stands there.
  const backup = backupsOf(basename(file), names.ok ? names.value : []).find(
    ({ holds }) => !current.ok || !isThat(current.value, holds),
  )
  return backup === undefined ? null : { path, file, backup }
}

function check({ path, file, backup }: Found, files: FileOperations): UndoPlan {
  const current = files.read(file)
  if (!current.ok) return failed(file, 'read it', current.code)
  const place = join(dirname(file), backup.name)
  if (!isThat(current.value, backup.replacedBy)) return { kind: 'changed-since', file, backup: place }
  const stored = files.read(place)
  if (!stored.ok) return failed(file, 'read the backup', stored.code)
  if (!isThat(stored.value, backup.holds)) return { kind: 'damaged', file, backup: place }
  const { mode, bytes } = current.value
  return { kind: 'undoable', undo: { path, file, backup, current: bytes, restored: stored.value.bytes, mode } }
}

function isThat({ bytes }: StoredFile, hash: string): boolean {
  return contentHash(bytes).startsWith(hash)
}

function failed(file: string, doing: string, code: string): Extract<UndoPlan, { kind: 'failed' }> {
  return { kind: 'failed', file, doing, code }
}
