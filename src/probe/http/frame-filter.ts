import { concatBytes } from '../../lib/bytes.ts'

const HEADER = 9
/** RFC 9113 section 6. */
const TYPE = { headers: 1, rstStream: 3, windowUpdate: 8, continuation: 9 } as const
const END_HEADERS = 4
/** Of RST_STREAM and WINDOW_UPDATE; with any other length they are an error to both. */
const LENGTH = 4

/**
 * Takes out of a server's bytes the frames that x/net/http2 skips and nghttp2 breaks off at: RST_STREAM and WINDOW_UPDATE
 * for a stream that nobody opened. RFC 9113 sections 6.4 and 6.9 call them errors, but clientConnReadLoop.streamByID
 * knows no such stream and goes on. Whatever else is wrong with a frame is left to nghttp2.
 */
export class FrameFilter {
  #head: Uint8Array = new Uint8Array(0)
  /** Of the frame under way. */
  #left = 0
  #drops = false
  /** SETTINGS has to come first (RFC 9113 section 3.4), and nothing may stand inside a head (section 6.10). */
  #mayDrop = false

  /**
   * @param lastStream that of the last request; 0: none was made
   * @returns what is to be read, without the header of a frame that has not come whole
   */
  keep(chunk: Uint8Array, lastStream: number): Uint8Array {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
    const kept: Uint8Array[] = []
    /** From here on, nothing of the chunk is handed on or dropped yet. */
    let from = 0
    let at = 0
    while (at < bytes.length) {
      const begins = at
      if (this.#left === 0) {
        const held = this.#head
        at += HEADER - held.length
        if (at > bytes.length) {
          this.#head = concatBytes(held, bytes.subarray(begins))
          return concatBytes(...kept, bytes.subarray(from, begins))
        }
        this.#begin(
          held.length === 0 ? bytes.subarray(begins, at) : concatBytes(held, bytes.subarray(0, at)),
          lastStream,
        )
        this.#head = new Uint8Array(0)
        if (held.length > 0 && !this.#drops) kept.push(held)
      }
      const length = Math.min(this.#left, bytes.length - at)
      this.#left -= length
      at += length
      if (!this.#drops) continue
      kept.push(bytes.subarray(from, begins))
      from = at
    }
    return kept.length === 0 ? bytes : concatBytes(...kept, bytes.subarray(from))
  }

  #begin(header: Uint8Array, lastStream: number): void {
    const head = Buffer.from(header.buffer, header.byteOffset, HEADER)
    const [type, flags = 0] = head.subarray(3)
    const stream = head.readUInt32BE(5) & 0x7fffffff
    const isIdle = stream !== 0 && (stream > lastStream || stream % 2 === 0)
    this.#left = head.readUIntBE(0, 3)
    this.#drops =
      this.#mayDrop && isIdle && this.#left === LENGTH && (type === TYPE.rstStream || type === TYPE.windowUpdate)
    const opensHead = type === TYPE.headers || type === TYPE.continuation
    this.#mayDrop = !opensHead || (flags & END_HEADERS) !== 0
  }
}
