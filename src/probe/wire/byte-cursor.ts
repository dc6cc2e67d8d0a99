/** Reads TLS's big-endian vectors (RFC 8446 section 3). Every read past the end is `null` and so is all that follows. */
export class ByteCursor {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  atEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  /** An unsigned integer of 1, 2 or 3 octets. */
  uint(octets: 1 | 2 | 3): number | null {
    const bytes = this.take(octets)
    return bytes === null ? null : bytes.reduce((value, octet) => (value << 8) | octet, 0)
  }

  take(length: number): Uint8Array | null {
    if (this.#at + length > this.#bytes.length) {
      this.#at = this.#bytes.length + 1
      return null
    }
    const bytes = this.#bytes.subarray(this.#at, this.#at + length)
    this.#at += length
    return bytes
  }

  /** A vector with a length prefix of that many octets. */
  vector(prefix: 1 | 2 | 3): Uint8Array | null {
    const length = this.uint(prefix)
    return length === null ? null : this.take(length)
  }
}
