import { type Frame, FrameReader } from './frame-reader.ts'

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

const FRAME = { rstStream: 3, goAway: 7 } as const
/** SETTINGS_MAX_FRAME_SIZE as long as nobody raised it (RFC 9113 section 6.5.2). */
const MAX_FRAME = 16_384
/** The client's connection preface (RFC 9113 section 3.4). */
const PREFACE = 24

export type Complaint =
  | { readonly kind: 'RST_STREAM'; readonly stream: number; readonly code: string }
  | { readonly kind: 'GOAWAY'; readonly lastStream: number; readonly code: string; readonly debug: string }
  /** More than any frame may have: the bytes are no HTTP/2, or the peer does not keep to it. */
  | { readonly kind: 'large-frame'; readonly length: number; readonly code: string }
  /** Our own stack broke off. */
  | { readonly kind: 'our-GOAWAY'; readonly code: string }

/** Reads along with the frames of both ends and keeps the one with which one of them broke off; the server's goes first. */
export class FrameWatch {
  readonly #fromServer = new FrameReader(0, (frame) => this.#received(frame))
  readonly #fromUs = new FrameReader(PREFACE, (frame) => this.#sent(frame))
  #theirs: Complaint | null = null
  #ours: Complaint | null = null
  /** The stream of the last request; 0: none was made. One is asked after the other, so that it is the only one that waits. */
  #lastStream = 0

  get lastStream(): number {
    return this.#lastStream
  }

  /** A request was made. Its HEADERS may go out later than a server answers; kubectl's go out with its preface. */
  asked(): void {
    // Clients have the odd numbers (RFC 9113 section 5.1.1).
    this.#lastStream = this.#lastStream === 0 ? 1 : this.#lastStream + 2
  }

  received(chunk: Uint8Array): void {
    this.#fromServer.read(chunk)
  }

  sent(chunk: Uint8Array): void {
    this.#fromUs.read(chunk)
  }

  complaint(): Complaint | null {
    return this.#theirs ?? this.#ours
  }

  #received({ type, stream, length, payload }: Frame): void {
    // A server that breaks off with an error may still say goodbye without one.
    if (this.#theirs !== null && this.#theirs.code !== 'NO_ERROR') return
    if (length > MAX_FRAME) this.#theirs = { kind: 'large-frame', length, code: 'FRAME_SIZE_ERROR' }
    else if (type === FRAME.rstStream && stream === this.#lastStream && payload.length >= 4) {
      this.#theirs = { kind: 'RST_STREAM', stream, code: errorName(payload.readUInt32BE(0)) }
    } else if (type === FRAME.goAway && payload.length >= 8) {
      this.#theirs = {
        kind: 'GOAWAY',
        lastStream: payload.readUInt32BE(0) & 0x7fffffff,
        code: errorName(payload.readUInt32BE(4)),
        debug: payload.subarray(8).toString('latin1'),
      }
    }
  }

  #sent({ type, payload }: Frame): void {
    if (type !== FRAME.goAway || payload.length < 8) return
    const code = errorName(payload.readUInt32BE(4))
    if (code !== 'NO_ERROR') this.#ours ??= { kind: 'our-GOAWAY', code }
  }
}

function errorName(code: number): string {
  return ERROR_NAMES[code] ?? `unknown error code 0x${code.toString(16)}`
}
