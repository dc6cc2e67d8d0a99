import { concatBytes } from '../../lib/bytes.ts'

/** RFC 8446 section 5.1. */
export const CONTENT_TYPE = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23 } as const

const HEADER = 5
/** RFC 5246 section 6.2.3: the longest TLSCiphertext. */
const MAX_FRAGMENT = 16384 + 2048

export interface TlsRecord {
  readonly type: number
  /** Header included, as received. */
  readonly bytes: Uint8Array
  readonly fragment: Uint8Array
}

/** Cuts a byte stream into TLS records. From the first bytes that cannot be a record on it reads no further. */
export class RecordReader {
  readonly #anyVersion: boolean
  #pending: Uint8Array = new Uint8Array(0)
  #broken = false
  #dropped = 0

  /** @param anyVersion of the record's header, which OpenSSL takes only where it begins with 3 */
  constructor(anyVersion = false) {
    this.#anyVersion = anyVersion
  }

  push(chunk: Uint8Array): readonly TlsRecord[] {
    if (this.#broken) {
      this.#dropped += chunk.length
      return []
    }
    this.#pending = this.#pending.length === 0 ? chunk : concatBytes(this.#pending, chunk)
    const records: TlsRecord[] = []
    for (let record = this.#next(); record !== null; record = this.#next()) records.push(record)
    return records
  }

  /** The peer stopped inside a record, or before it was clear what it speaks. */
  midRecord(): boolean {
    return this.#pending.length > 0
  }

  /** The bytes that belong to no whole record yet, or to none at all. */
  rest(): Uint8Array {
    return this.#pending
  }

  /** How many those are, with all that came since. */
  restLength(): number {
    return this.#pending.length + this.#dropped
  }

  /** What came is no TLS. */
  broken(): boolean {
    return this.#broken
  }

  #next(): TlsRecord | null {
    const [type, major, , high = 0, low = 0] = this.#pending
    if (type === undefined || this.#pending.length < HEADER) return null
    const length = (high << 8) | low
    if (
      type < CONTENT_TYPE.changeCipherSpec ||
      type > CONTENT_TYPE.applicationData ||
      (major !== 3 && !this.#anyVersion) ||
      length > MAX_FRAGMENT
    ) {
      this.#broken = true
      return null
    }
    if (this.#pending.length < HEADER + length) return null
    const bytes = this.#pending.subarray(0, HEADER + length)
    this.#pending = this.#pending.subarray(HEADER + length)
    return { type, bytes, fragment: bytes.subarray(HEADER) }
  }
}
