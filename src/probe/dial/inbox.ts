import type { Duplex } from 'node:stream'
import { toHex } from '../../lib/bytes.ts'
import { type Waited, within } from '../wait.ts'

/** A proxy's whole answer, head and what is kept of the body. */
const MAX_BYTES = 64 * 1024

export type Arrived = 'enough' | 'closed' | 'reset'

/** Collects what a peer says before the connection becomes someone else's. */
export class Inbox {
  readonly #stream: Duplex
  #bytes: Buffer = Buffer.alloc(0)
  #end: 'closed' | 'reset' | null = null
  #wake: () => void = () => {}

  constructor(stream: Duplex) {
    this.#stream = stream
    stream.on('data', this.#onData)
    stream.on('end', this.#onEnd)
    stream.on('close', this.#onEnd)
    stream.on('error', this.#onError)
  }

  bytes(): Buffer {
    return this.#bytes
  }

  firstBytes(): string {
    return toHex(this.#bytes.subarray(0, 64))
  }

  /** Waits until `enough` holds of the bytes so far, or there will be no more of them. */
  until(enough: (bytes: Buffer) => boolean, limitMs: number, signal: AbortSignal): Promise<Waited<Arrived>> {
    const { promise, resolve } = Promise.withResolvers<Arrived>()
    this.#wake = () => {
      if (enough(this.#bytes) || this.#bytes.length >= MAX_BYTES) resolve('enough')
      else if (this.#end !== null) resolve(this.#end)
    }
    this.#wake()
    return within(promise, limitMs, signal)
  }

  /** Gives the stream back, with all bytes after the first `used` still to be read from it. */
  release(used: number): void {
    this.#stream.off('data', this.#onData)
    this.#stream.off('end', this.#onEnd)
    this.#stream.off('close', this.#onEnd)
    this.#stream.pause()
    const rest = this.#bytes.subarray(used)
    if (rest.length > 0) this.#stream.unshift(rest)
  }

  readonly #onData = (chunk: Buffer) => {
    this.#bytes = Buffer.concat([this.#bytes, chunk])
    // Nobody waits for more than this; a peer that goes on has to.
    if (this.#bytes.length >= MAX_BYTES) this.#stream.pause()
    this.#wake()
  }

  readonly #onEnd = () => {
    this.#end ??= 'closed'
    this.#wake()
  }

  readonly #onError = () => {
    this.#end ??= 'reset'
    this.#wake()
  }
}
