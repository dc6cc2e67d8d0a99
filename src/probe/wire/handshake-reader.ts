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
  #pending: Uint8Array[] = []
  #length = 0
  /** Of `#pending`, before there can be another message in it. */
  #wanted = HEADER
  #total = 0

  push(fragment: Uint8Array): readonly HandshakeMessage[] {
    this.#total += fragment.length
    if (this.#total > MAX_TOTAL || fragment.length === 0) return []
    this.#pending.push(fragment)
    this.#length += fragment.length
    // A peer may send a byte a record: nothing is put together before it is enough.
    if (this.#length < this.#wanted) return []
    const bytes = new Uint8Array(Buffer.concat(this.#pending))
    const messages: HandshakeMessage[] = []
    let at = 0
    for (let next = messageIn(bytes); next !== null; next = messageIn(bytes.subarray(at))) {
      messages.push(next)
      at += next.bytes.length
    }
    const rest = bytes.subarray(at)
    this.#pending = rest.length === 0 ? [] : [rest]
    this.#length = rest.length
    this.#wanted = rest.length < HEADER ? HEADER : messageLength(rest)
    return messages
  }

  /** Header, as far as it came, of a message that is not whole. */
  unfinished(): Uint8Array {
    // No piece is empty, so that the header is in the first few.
    return new Uint8Array(Buffer.concat(this.#pending.slice(0, HEADER))).subarray(0, HEADER)
  }
}

function messageIn(bytes: Uint8Array): HandshakeMessage | null {
  const [type] = bytes
  if (type === undefined || bytes.length < HEADER) return null
  const length = messageLength(bytes)
  if (bytes.length < length) return null
  const message = bytes.slice(0, length)
  return { type, bytes: message, body: message.subarray(HEADER) }
}

/** Header included; infinite for one that is too long to be waited for. */
function messageLength([, a = 0, b = 0, c = 0]: Uint8Array): number {
  const length = (a << 16) | (b << 8) | c
  return length > MAX_MESSAGE ? Number.POSITIVE_INFINITY : HEADER + length
}
