import type { Header, HttpEnd, HttpExchange, OddLine } from '../../transcript/transcript.ts'

const MAX_BODY_READ = 1024 * 1024
const MAX_BODY_KEPT = 4096

export interface AnswerHead {
  readonly status: number
  readonly statusText: string
  readonly headers: readonly Header[]
  readonly http10: boolean
  readonly oddLines: readonly OddLine[]
  readonly informational: NonNullable<HttpExchange['informational']>
}

/** Collects an answer, as much of it as is wanted. */
export class Reading {
  head: AnswerHead | null = null
  bodyBytes = 0
  /** It was left before its end, so that the connection is of no more use. */
  overlong = false
  /** Never rejects. */
  readonly ended: Promise<HttpEnd>
  /** Called when nobody waits for the rest. */
  onGiveUp: () => void = () => {}
  #kept: Buffer = Buffer.alloc(0)
  readonly #resolve: (end: HttpEnd) => void

  constructor() {
    const { promise, resolve } = Promise.withResolvers<HttpEnd>()
    this.ended = promise
    this.#resolve = resolve
  }

  body(chunk: Buffer): void {
    if (this.overlong) return
    if (this.#kept.length < MAX_BODY_KEPT) {
      this.#kept = Buffer.concat([this.#kept, chunk.subarray(0, MAX_BODY_KEPT - this.#kept.length)])
    }
    this.bodyBytes = Math.min(MAX_BODY_READ, this.bodyBytes + chunk.length)
    if (this.bodyBytes < MAX_BODY_READ) return
    this.overlong = true
    this.#resolve({ kind: 'complete' })
    this.onGiveUp()
  }

  end(end: HttpEnd): void {
    this.#resolve(end)
  }

  giveUp(): void {
    this.onGiveUp()
  }

  /** The first 4 KiB of the body. */
  kept(): Uint8Array {
    return this.#kept
  }
}
