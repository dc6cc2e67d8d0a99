import { readExtensions, uint16 } from './server-hello.ts'

/**
 * Whether a TLS 1.3 Certificate has no context, and what comes with its leaf the shape that Go wants: one OCSP response,
 * and SCTs, none of them empty (RFC 8446 sections 4.4.2 and 4.4.2.1, RFC 6962 section 3.3). With further certificates Go
 * looks at neither; lists that do not hold together are told elsewhere. Models crypto/tls unmarshalCertificate.
 */
export function leafExtensionsHoldTogether(body: Uint8Array): boolean {
  if (body[0] !== 0) return false
  const leaf = body.subarray(1 + LENGTH)
  const behind = leaf.subarray(LENGTH + uint24(leaf))
  const extensions = readExtensions(behind.subarray(0, 2 + uint16(behind, 0)))
  return (extensions ?? []).every(({ type, data }) => {
    if (type === STATUS_REQUEST) return isOcspResponse(data)
    return type !== SIGNED_CERTIFICATE_TIMESTAMP || isListOfTimestamps(data)
  })
}

/** One OCSP response, which is not empty (RFC 6066 section 8). */
export function isOcspResponse(data: Uint8Array): boolean {
  const length = uint24(data.subarray(1))
  return data[0] === OCSP && length > 0 && data.length === 1 + LENGTH + length
}

const STATUS_REQUEST = 5
const SIGNED_CERTIFICATE_TIMESTAMP = 18
const OCSP = 1
/** Octets of a length prefix of a certificate, of their list, of an OCSP response. */
const LENGTH = 3

function isListOfTimestamps(data: Uint8Array): boolean {
  if (data.length < 3 || uint16(data, 0) !== data.length - 2) return false
  let at = 2
  while (at < data.length) {
    const length = uint16(data, at)
    at += 2 + length
    if (length === 0 || at > data.length) return false
  }
  return true
}

function uint24([a = 0, b = 0, c = 0]: Uint8Array): number {
  return a * 65_536 + b * 256 + c
}
