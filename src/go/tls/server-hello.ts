/** A ServerHello or HelloRetryRequest as it was sent (RFC 8446 section 4.1.3), field by field and unjudged. */
export interface RawServerHello {
  readonly legacyVersion: number
  readonly random: Uint8Array
  readonly sessionId: Uint8Array
  readonly cipherSuite: number
  readonly compression: number
  readonly extensions: readonly { readonly type: number; readonly data: Uint8Array }[]
}

/** RFC 8446 section 4.1.3: this random makes a ServerHello a HelloRetryRequest. */
const RETRY_RANDOM = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c'

const HEADER_BYTES = 4

/**
 * Reads a ServerHello message, its four-byte header included; `null` where it does not hold together, which is where
 * Go's serverHelloMsg.unmarshal fails.
 */
export function readServerHello(message: Uint8Array): RawServerHello | null {
  const bytes = message.subarray(HEADER_BYTES)
  const sessionLength = bytes[34]
  // RFC 8446 allows 32 octets at most; Go looks at the length only where it compares the whole.
  if (sessionLength === undefined) return null
  const afterSession = 35 + sessionLength
  if (bytes.length < afterSession + 3) return null
  const extensions = readExtensions(bytes.subarray(afterSession + 3))
  if (extensions === null) return null
  return {
    legacyVersion: uint16(bytes, 0),
    random: bytes.subarray(2, 34),
    sessionId: bytes.subarray(35, afterSession),
    cipherSuite: uint16(bytes, afterSession),
    compression: bytes[afterSession + 2] ?? 0,
    extensions,
  }
}

export function isRetryRequest(hello: RawServerHello): boolean {
  return Buffer.from(hello.random).toString('hex') === RETRY_RANDOM
}

export function extensionData(hello: Pick<RawServerHello, 'extensions'>, type: number): Uint8Array | null {
  return hello.extensions.find((extension) => extension.type === type)?.data ?? null
}

/** A list of extensions with its length in front; no bytes at all are an empty list (RFC 5246 section 7.4.1.3). */
export function readExtensions(bytes: Uint8Array): RawServerHello['extensions'] | null {
  if (bytes.length === 0) return []
  if (bytes.length < 2 || uint16(bytes, 0) !== bytes.length - 2) return null
  const found: { readonly type: number; readonly data: Uint8Array }[] = []
  let at = 2
  while (at < bytes.length) {
    const end = at + 4 + uint16(bytes, at + 2)
    if (at + 4 > bytes.length || end > bytes.length) return null
    found.push({ type: uint16(bytes, at), data: bytes.subarray(at + 4, end) })
    at = end
  }
  return found
}

export function uint16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)
}
