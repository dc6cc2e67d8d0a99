import { createHash } from 'node:crypto'

/** SHA-256 of a file's content, in hex: tells whether it is still what was looked at. */
export function contentHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
