import type { Duplex } from 'node:stream'
import { toHex } from '../../lib/bytes.ts'
import { type Waited, within } from '../wait.ts'

/** Of what is awaited in full: a first record, an answer of SOCKS. */
const USUAL_MAX_BYTES = 64 * 1024

export type Arrived = 'enough' | 'closed' | 'reset'

/** Collects what a peer says before the connection becomes someone else's. */
export class Inbox {
  readonly #stream: Duplex
  readonly #maxBytes: number
  /** Grows by doubling, since a peer may send a byte at a time. */
  #room: Buffer = Buffer.alloc(1024)
  #length = 0
  #end: 'closed' | 'reset' | null = null
  #wake: () => void = () => {}

  /** @param maxBytes from there on the peer has to wait, and nobody waits for more */
  constructor(stream: Duplex, maxBytes = USUAL_MAX_BYTES) {
    this.#stream = stream
    this.#maxBytes = maxBytes
    stream.on('data', this.#onData)
    stream.on('end', this.#onEnd)
    stream.on('close', this.#onEnd)
    stream.on('error', this.#onError)
  }

  bytes(): Buffer {
    return this.#room.subarray(0, this.#length)
  }

  firstBytes(): string {
    return toHex(this.bytes().subarray(0, 64))
  }

  /** Waits until `enough` holds of the bytes so far, or there will be no more of them. */
  until(enough: (bytes: Buffer) => boolean, limitMs: number, signal: AbortSignal): Promise<Waited<Arrived>> {
    const { promise, resolve } = Promise.withResolvers<Arrived>()
    this.#wake = () => {
      if (enough(this.bytes()) || this.#length >= this.#maxBytes) resolve('enough')
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
    const rest = this.bytes().subarray(used)
    if (rest.length > 0) this.#stream.unshift(rest)
  }

  readonly #onData = (chunk: Buffer) => {
    const length = this.#length + chunk.length
    if (length > this.#room.length) {
      const room = Buffer.alloc(Math.max(length, this.#room.length * 2))
      this.#room.copy(room, 0, 0, this.#length)
      this.#room = room
    }
    chunk.copy(this.#room, this.#length)
    this.#length = length
    if (this.#length >= this.#maxBytes) this.#stream.pause()
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
