import { fromBase64 } from '../../lib/bytes.ts'
import type { TlsExchange } from '../../transcript/transcript.ts'
import { HANDSHAKE } from './handshake-type.ts'
import { isOcspResponse, leafExtensionsHoldTogether } from './leaf-extensions.ts'
import { readExtensions, uint16 } from './server-hello.ts'

/**
 * Whether a message has the shape that Go wants before it looks at what the message is for; messages that are judged
 * elsewhere, and those that it knows no shape of, have it. `false` is `malformedMessage`.
 * Models crypto/tls.Conn.unmarshalHandshakeMessage.
 */
export function bodyHoldsTogether({ type, bytes }: TlsExchange['messages'][number], phase: 'first' | '1.2' | '1.3') {
  const body = fromBase64(bytes).subarray(4)
  if (phase === '1.3') return (SHAPES_13[type] ?? SHAPES[type])?.(body) ?? true
  if (type === HANDSHAKE.certificateRequest) return isRequest(body, phase === '1.2')
  return SHAPES[type]?.(body) ?? true
}

type Shape = (body: Uint8Array) => boolean

const empty: Shape = (body) => body.length === 0

/** RFC 5246 section 7.4, RFC 5077 section 3.3, RFC 6066 section 8, RFC 8446 section 4.6.3. */
const SHAPES: Readonly<Record<number, Shape>> = {
  0: empty,
  4: (body) => body.length >= 6 && uint16(body, 4) === body.length - 6,
  5: empty,
  14: empty,
  22: isOcspResponse,
  24: (body) => body.length === 1 && (body[0] ?? 0) <= 1,
}

/** RFC 8446 sections 4.3.1, 4.3.2, 4.4.2, 4.4.3 and 4.6.1. */
const SHAPES_13: Readonly<Record<number, Shape>> = {
  2: (body) => body.length > 37,
  4: isTicket,
  8: isListOfExtensions,
  11: leafExtensionsHoldTogether,
  13: (body) => body[0] === 0 && isListOfExtensions(body.subarray(1)),
  15: (body) => body.length >= 4 && uint16(body, 2) === body.length - 4,
}

function isListOfExtensions(bytes: Uint8Array): boolean {
  return bytes.length > 0 && readExtensions(bytes) !== null
}

/** Lifetime, age, nonce, ticket, extensions. */
function isTicket(body: Uint8Array): boolean {
  const afterNonce = 9 + (body[8] ?? 0)
  const afterTicket = afterNonce + 2 + uint16(body, afterNonce)
  return body.length > afterTicket && isListOfExtensions(body.subarray(afterTicket))
}

/** @param signed with the signature algorithms that TLS 1.2 added */
function isRequest(body: Uint8Array, signed: boolean): boolean {
  const kinds = body[0] ?? 0
  let rest = body.subarray(1 + kinds)
  if (kinds === 0 || rest.length === 0) return false
  if (signed) {
    const length = uint16(rest, 0)
    if (rest.length < 2 || length === 0 || length % 2 === 1 || rest.length < 2 + length) return false
    rest = rest.subarray(2 + length)
  }
  if (rest.length < 2 || uint16(rest, 0) !== rest.length - 2) return false
  rest = rest.subarray(2)
  while (rest.length > 0) {
    const end = 2 + uint16(rest, 0)
    if (rest.length < 2 || rest.length < end) return false
    rest = rest.subarray(end)
  }
  return true
}
