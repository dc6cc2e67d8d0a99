import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { Done, FileOperations, NewFile, Owner } from '../system/file-operations.ts'

export interface Content {
  readonly bytes: Uint8Array
  readonly mode: number
  readonly owner: Owner
}

/**
 * Writes a whole file under a name of its own beside `place`, for its owner alone until owner and mode are right.
 * Nothing is left where that fails.
 *
 * @returns the path of the file, on the disk, to be renamed
 */
export function writeBeside(place: string, content: Content, files: FileOperations): Done<string> {
  const temporary = join(dirname(place), `.tlsdoctor-${randomBytes(8).toString('hex')}`)
  const created = files.create(temporary)
  if (!created.ok) return created
  const written = fill(created.value, content)
  const closed = created.value.close()
  const failed = written.ok ? closed : written
  if (failed.ok) return { ok: true, value: temporary }
  files.remove(temporary)
  return failed
}

function fill(file: NewFile, { bytes, mode, owner }: Content): Done<void> {
  for (let at = 0; at < bytes.length; ) {
    const wrote = file.write(bytes.subarray(at))
    if (!wrote.ok) return wrote
    at += wrote.value
  }
  const isOther = file.owner.user !== owner.user || file.owner.group !== owner.group
  const owned = isOther ? file.changeOwner(owner) : NOTHING_TO_DO
  if (!owned.ok) return owned
  // After the owner: chown(2) may clear mode bits.
  const allowed = file.changeMode(mode)
  return allowed.ok ? file.sync() : allowed
}

const NOTHING_TO_DO: Done<void> = { ok: true, value: undefined }
