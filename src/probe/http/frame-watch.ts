import { concatBytes } from '../../lib/bytes.ts'

/** RFC 9113 section 7, in their order. */
const ERROR_NAMES = [
  'NO_ERROR',
  'PROTOCOL_ERROR',
  'INTERNAL_ERROR',
  'FLOW_CONTROL_ERROR',
  'SETTINGS_TIMEOUT',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'REFUSED_STREAM',
  'CANCEL',
  'COMPRESSION_ERROR',
  'CONNECT_ERROR',
  'ENHANCE_YOUR_CALM',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
] as const

const HEADER = 9
const FRAME = { rstStream: 3, goAway: 7 } as const
const MAX_PAYLOAD_KEPT = 1024

export type Complaint =
  | { readonly kind: 'RST_STREAM'; readonly stream: number; readonly code: string }
  | { readonly kind: 'GOAWAY'; readonly lastStream: number; readonly code: string; readonly debug: string }

/** Reads along with an HTTP/2 server's frames (RFC 9113 section 4.1) and keeps the one with which it broke off. */
export class FrameWatch {
  #head: Uint8Array = new Uint8Array(0)
  #payload: Uint8Array = new Uint8Array(0)
  #left = 0
  #complaint: Complaint | null = null

  received(chunk: Uint8Array): void {
    let at = 0
    while (at < chunk.length) {
      if (this.#head.length < HEADER) {
        const part = chunk.subarray(at, at + HEADER - this.#head.length)
        this.#head = concatBytes(this.#head, part)
        at += part.length
        if (this.#head.length < HEADER) return
        const [a = 0, b = 0, c = 0] = this.#head
        this.#left = (a << 16) | (b << 8) | c
      }
      const part = chunk.subarray(at, at + this.#left)
      if (this.#payload.length < MAX_PAYLOAD_KEPT) this.#payload = concatBytes(this.#payload, part)
      at += part.length
      this.#left -= part.length
      if (this.#left > 0) return
      this.#read()
      this.#head = new Uint8Array(0)
      this.#payload = new Uint8Array(0)
    }
  }

  complaint(): Complaint | null {
    return this.#complaint
  }

  #read(): void {
    // A server that breaks off with an error may still say goodbye without one.
    if (this.#complaint !== null && this.#complaint.code !== 'NO_ERROR') return
    const type = this.#head[3]
    const payload = Buffer.from(this.#payload)
    if (type === FRAME.rstStream && payload.length >= 4) {
      const stream = Buffer.from(this.#head).readUInt32BE(5) & 0x7fffffff
      this.#complaint = { kind: 'RST_STREAM', stream, code: errorName(payload.readUInt32BE(0)) }
    }
    if (type === FRAME.goAway && payload.length >= 8) {
      this.#complaint = {
        kind: 'GOAWAY',
        lastStream: payload.readUInt32BE(0) & 0x7fffffff,
        code: errorName(payload.readUInt32BE(4)),
        debug: payload.subarray(8).toString('latin1'),
      }
    }
  }
}

function errorName(code: number): string {
  return ERROR_NAMES[code] ?? `unknown error code 0x${code.toString(16)}`
}
