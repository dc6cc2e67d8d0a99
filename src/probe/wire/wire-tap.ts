import { Duplex } from 'node:stream'
import { CONTENT_TYPE } from './record-reader.ts'

/** What a failing read or write of the tapped stream was: errno's name and which of the two. */
export interface StreamFailure {
  readonly errno: string
  readonly syscall: 'read' | 'write'
}

export interface TapListener {
  /** Bytes of the peer. Whoever listens passes them on with `tap.pass`, at once or later. */
  received(chunk: Uint8Array, tap: WireTap): void
  /** Our own bytes, before they go out. */
  sent?(chunk: Uint8Array): void
  /** The peer's end. Whoever listens to it passes it on with `tap.passEnd`. */
  ended?(tap: WireTap): void
}

/** A stream over another one that shows every byte of the peer to a listener before the reader gets it. */
export class WireTap extends Duplex {
  /** Undici picks its HTTP version by this property. */
  alpnProtocol: string | false = false
  failure: StreamFailure | null = null
  ended = false
  /**
   * The stream below outlives this one, and whoever set it ends that one. Meanwhile alerts of ours are kept back: what the
   * peer does next shall be its own doing, not its answer to our stack's complaint.
   */
  outlived = false
  /** The first alert that was kept back. */
  lastWord: Uint8Array | null = null
  #held = false
  readonly #inner: Duplex
  readonly #listener: TapListener

  constructor(inner: Duplex, listener: TapListener) {
    super({ allowHalfOpen: true })
    this.#inner = inner
    this.#listener = listener
    inner.on('data', (chunk: Buffer) => listener.received(chunk, this))
    inner.on('end', () => {
      this.ended = true
      if (listener.ended === undefined) this.passEnd()
      else listener.ended(this)
    })
    inner.on('error', (error: NodeJS.ErrnoException) => {
      this.failure ??= { errno: error.code ?? 'EIO', syscall: error.syscall === 'write' ? 'write' : 'read' }
      this.destroy(error)
    })
    inner.on('close', () => {
      // A stream that was destroyed without an error says neither `end` nor `error`.
      if (!this.ended && this.failure === null) this.destroy()
    })
    // Data waits until the reader asks for it.
    inner.pause()
  }

  pass(chunk: Uint8Array): void {
    if (this.destroyed || this.readableEnded) return
    if (!this.push(chunk)) this.#inner.pause()
  }

  passEnd(): void {
    if (!this.destroyed) this.push(null)
  }

  /** Whoever listens has enough to do with what came: the peer is read no further until it is released. */
  hold(held: boolean): void {
    this.#held = held
    if (held) this.#inner.pause()
    else this.#inner.resume()
  }

  override _read(): void {
    if (!this.#held) this.#inner.resume()
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.outlived && chunk[0] === CONTENT_TYPE.alert) {
      this.lastWord ??= Uint8Array.from(chunk)
      done()
      return
    }
    this.#listener.sent?.(chunk)
    this.#inner.write(chunk, encoding, (error) => done(error ?? null))
  }

  override _final(done: (error?: Error | null) => void): void {
    if (this.outlived) done()
    else if (this.#inner.writable) this.#inner.end(() => done())
    else done()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.outlived) this.#inner.destroy()
    done(error)
  }
}
