import { concatBytes } from '../../lib/bytes.ts'

/** RFC 8446 section 4, RFC 5246 section 7.4. */
export const HANDSHAKE_TYPE = {
  clientHello: 1,
  serverHello: 2,
  newSessionTicket: 4,
  encryptedExtensions: 8,
  certificate: 11,
  serverKeyExchange: 12,
  certificateRequest: 13,
  serverHelloDone: 14,
  finished: 20,
  keyUpdate: 24,
} as const

const HEADER = 4
/** Go's own limit for a Certificate message (maxHandshakeCertificateMsg, Go >= 1.23); all else is far smaller. */
const MAX_MESSAGE = 256 * 1024
/** Of all messages of one connection together. */
const MAX_TOTAL = 1024 * 1024

export interface HandshakeMessage {
  readonly type: number
  /** Header included. */
  readonly bytes: Uint8Array
  readonly body: Uint8Array
}

/** Puts handshake messages together from the fragments of records; gives up, without a word, on oversized ones. */
export class HandshakeReader {
  #pending: Uint8Array = new Uint8Array(0)
  #total = 0

  push(fragment: Uint8Array): readonly HandshakeMessage[] {
    this.#total += fragment.length
    if (this.#total > MAX_TOTAL) return []
    this.#pending = concatBytes(this.#pending, fragment)
    const messages: HandshakeMessage[] = []
    for (let message = this.#next(); message !== null; message = this.#next()) messages.push(message)
    return messages
  }

  /** Header, as far as it came, of a message that is not whole. */
  unfinished(): Uint8Array {
    return this.#pending.subarray(0, HEADER)
  }

  #next(): HandshakeMessage | null {
    const [type, a = 0, b = 0, c = 0] = this.#pending
    if (type === undefined || this.#pending.length < HEADER) return null
    const length = (a << 16) | (b << 8) | c
    if (length > MAX_MESSAGE || this.#pending.length < HEADER + length) return null
    const bytes = this.#pending.slice(0, HEADER + length)
    this.#pending = this.#pending.subarray(HEADER + length)
    return { type, bytes, body: bytes.subarray(HEADER) }
  }
}
