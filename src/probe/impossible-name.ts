import { randomBytes } from 'node:crypto'

/** `.invalid` exists nowhere (RFC 6761 section 6.4). */
export function impossibleName(): string {
  return `x${randomBytes(8).toString('hex')}.invalid`
}
