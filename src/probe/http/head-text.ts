import { headLength } from './response-head.ts'

/** The beginning of `\n\r\n` that one piece may end with. */
const OVERLAP = 2

/** Net/http reads ten times as much (Transport.MaxResponseHeaderBytes); a peer with so much to say has no end of it. */
export const MAX_HEAD = 1 << 20

/**
 * A head that comes in pieces. A peer may send a byte at a time, a million of them: what was searched once is not searched
 * again, and the text is put together only when it is wanted.
 */
export class HeadText {
  readonly #pieces: string[] = []
  #tail = ''
  length = 0
  /** Its first line is whole. */
  hasLine = false

  /** Where in this piece the head ends, its empty line included; `null` as long as it does not. */
  add(piece: string): number | null {
    const searched = this.#tail + piece
    const end = headLength(searched)
    const ends = end === null ? null : end - this.#tail.length
    this.#pieces.push(piece)
    this.#tail = searched.slice(-OVERLAP)
    this.length += piece.length
    this.hasLine ||= piece.includes('\n')
    return ends
  }

  text(): string {
    return this.#pieces.join('')
  }
}
