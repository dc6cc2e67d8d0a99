import { Duplex } from 'node:stream'

/** A peer that says all it has to say as soon as it is asked anything, in these pieces, and ends. */
export class ScriptedPeer extends Duplex {
  readonly #pieces: readonly Uint8Array[]
  #asked = false

  constructor(pieces: readonly Uint8Array[]) {
    super()
    this.#pieces = pieces
  }

  override _read(): void {}

  override _write(_chunk: unknown, _encoding: string, done: () => void): void {
    if (!this.#asked) {
      for (const piece of this.#pieces) this.push(piece)
      this.push(null)
    }
    this.#asked = true
    done()
  }
}
