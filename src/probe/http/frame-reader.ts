import { concatBytes } from '../../lib/bytes.ts'

/** One frame of HTTP/2 (RFC 9113 section 4.1). */
export interface Frame {
  readonly type: number
  readonly stream: number
  /** As its header says. */
  readonly length: number
  /** Its first 1 KiB. */
  readonly payload: Buffer
}

const HEADER = 9
const MAX_PAYLOAD_KEPT = 1024

/** Cuts a stream of bytes into frames and shows each once it is whole, one beyond every measure as soon as its header came. */
export class FrameReader {
  readonly #show: (frame: Frame) => void
  #toSkip: number
  #head: Uint8Array = new Uint8Array(0)
  #payload: Uint8Array = new Uint8Array(0)
  #left = 0

  /** @param skip how many bytes go before the first frame */
  constructor(skip: number, show: (frame: Frame) => void) {
    this.#toSkip = skip
    this.#show = show
  }

  read(chunk: Uint8Array): void {
    let at = Math.min(this.#toSkip, chunk.length)
    this.#toSkip -= at
    while (at < chunk.length) {
      if (this.#head.length < HEADER) {
        const part = chunk.subarray(at, at + HEADER - this.#head.length)
        this.#head = concatBytes(this.#head, part)
        at += part.length
        if (this.#head.length < HEADER) return
        this.#left = this.#length()
        if (this.#left > MAX_PAYLOAD_KEPT * 16) this.#showFrame()
      }
      const part = chunk.subarray(at, at + this.#left)
      if (this.#payload.length < MAX_PAYLOAD_KEPT) this.#payload = concatBytes(this.#payload, part)
      at += part.length
      this.#left -= part.length
      if (this.#left > 0) return
      this.#showFrame()
      this.#head = new Uint8Array(0)
      this.#payload = new Uint8Array(0)
    }
  }

  #length(): number {
    return Buffer.from(this.#head).readUIntBE(0, 3)
  }

  #showFrame(): void {
    const head = Buffer.from(this.#head)
    const payload = Buffer.from(this.#payload.subarray(0, MAX_PAYLOAD_KEPT))
    this.#show({ type: head[3] ?? 0, stream: head.readUInt32BE(5) & 0x7fffffff, length: this.#length(), payload })
  }
}
