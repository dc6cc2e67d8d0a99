import { basename, dirname, join } from 'node:path'
import type { FileOperations, StoredFile } from '../system/file-operations.ts'
import { backupName } from './backup-name.ts'
import { contentHash } from './content-hash.ts'
import { whileLocked } from './kubeconfig-lock.ts'
import { writeBeside } from './write-whole.ts'

export interface Replacement {
  /** As the kubeconfig is named; a symbolic link stays one, and the file that it leads to is replaced. */
  readonly path: string
  /** `contentHash` of what was looked at. */
  readonly seen: string
  readonly bytes: Uint8Array
  readonly at: Date
}

export type Replaced =
  | { readonly kind: 'done'; readonly file: string; readonly backup: string }
  /** Somebody has written it since it was looked at. */
  | { readonly kind: 'changed-meanwhile'; readonly file: string }
  /** `doing` is a clause: `write beside it`. `code` is errno's name. The file is as it was. */
  | { readonly kind: 'failed'; readonly file: string; readonly doing: string; readonly code: string }

/**
 * Puts new content in a file's place in one step, after a backup of the old, both with its mode and owner. Whatever ends
 * this at whatever point, the file is whole, the old one or the new one, and so is the backup if there is one.
 */
export function replaceFile(replacement: Replacement, files: FileOperations): Replaced {
  const resolved = files.resolve(replacement.path)
  if (!resolved.ok) return failed(replacement.path, 'find it', resolved.code)
  const file = resolved.value
  const old = files.read(file)
  if (!old.ok) return failed(file, 'read it', old.code)
  if (contentHash(old.value.bytes) !== replacement.seen) return { kind: 'changed-meanwhile', file }
  // Renaming would leave the other names with the old content.
  if (old.value.links > 1) return failed(file, 'replace one of its several names (hard links)', 'EMLINK')
  return withNewContent(file, old.value, replacement, files)
}

function withNewContent(file: string, old: StoredFile, replacement: Replacement, files: FileOperations): Replaced {
  const { path, bytes, seen, at } = replacement
  const edited = writeBeside(file, { ...old, bytes }, files)
  if (!edited.ok) return failed(file, 'write beside it', edited.code)
  const backup = join(dirname(file), backupName(basename(file), at, { old: seen, new: contentHash(bytes) }).name)
  const replaced = whileLocked(path, files, (): Replaced => {
    const now = files.read(file)
    if (!now.ok) return failed(file, 'read it again', now.code)
    if (contentHash(now.value.bytes) !== seen) return { kind: 'changed-meanwhile', file }
    const copied = writeBeside(file, old, files)
    if (!copied.ok) return failed(file, 'write a backup beside it', copied.code)
    const kept = files.rename(copied.value, backup)
    if (!kept.ok) {
      files.remove(copied.value)
      return failed(file, 'name the backup', kept.code)
    }
    const renamed = files.rename(edited.value, file)
    if (renamed.ok) return { kind: 'done', file, backup }
    files.remove(backup)
    return failed(file, 'put the new file in its place', renamed.code)
  })
  if (replaced.kind !== 'done') files.remove(edited.value)
  else files.syncFolder(dirname(file))
  return replaced.kind === 'locked' ? failed(file, `lock it (${replaced.lock})`, replaced.code) : replaced
}

function failed(file: string, doing: string, code: string): Extract<Replaced, { kind: 'failed' }> {
  return { kind: 'failed', file, doing, code }
}
