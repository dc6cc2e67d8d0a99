import type { Behaviours } from '../../release/release.ts'
import type { GoPublicKey } from '../x509/certificate.ts'
import { offeredSchemes, supportedGroups } from './offered.ts'
import { uint16 } from './server-hello.ts'
import type { TlsError } from './tls-error.ts'

/**
 * What Go finds wrong with a TLS 1.2 ServerKeyExchange but for the signature's value, which our own stack has checked;
 * `null`: nothing. Models crypto/tls ecdheKeyAgreement.processServerKeyExchange.
 *
 * @param message with its four-byte header
 * @param suite decides which kind of signature Go expects, whatever key the certificate has
 */
export function serverKeyExchangeError(message: Uint8Array, suite: number, behaviours: Behaviours): TlsError | null {
  const body = message.subarray(4)
  if (body.length < 4) return INVALID
  if (body[0] !== NAMED_CURVE) return UNSUPPORTED_CURVE
  const keyLength = body[3] ?? 0
  const signed = body.subarray(4 + keyLength)
  if (4 + keyLength > body.length) return INVALID
  const group = uint16(body, 1)
  if (!supportedGroups(behaviours).includes(group)) {
    return behaviours.serverHello.checkPoints ? UNOFFERED_CURVE : UNSUPPORTED_CURVE
  }
  if (KEY_OCTETS[group] !== undefined && KEY_OCTETS[group] !== keyLength) return INVALID
  if (signed.length < 4) return INVALID
  const scheme = uint16(signed, 0)
  if (!offeredSchemes(behaviours).includes(scheme)) return INVALID_SCHEME
  if (RSA_SUITES.includes(suite) !== RSA_SCHEMES.includes(scheme)) return INVALID
  return uint16(signed, 2) === signed.length - 4 ? null : INVALID
}

/** The signature that our own stack found wrong, in the words of the leaf's kind of key. */
export function wrongSignature(key: GoPublicKey | null): TlsError {
  const cause = key === null ? undefined : FAILURES[key.type]
  return {
    code: 'tls.InvalidServerSignature',
    text: `tls: invalid signature by the server certificate: ${cause ?? FAILURES.rsa}`,
  }
}

const FAILURES = {
  rsa: 'crypto/rsa: verification error',
  ecdsa: 'ECDSA verification failure',
  ed25519: 'Ed25519 verification failure',
  dsa: 'crypto/rsa: verification error',
} as const satisfies Record<GoPublicKey['type'], string>

/** RFC 8422 section 5.4. */
const NAMED_CURVE = 3

/** X25519, P-256, P-384, P-521; points are uncompressed. */
const KEY_OCTETS: Readonly<Record<number, number>> = { 29: 32, 23: 65, 24: 97, 25: 133 }

/** ECDHE_RSA suites, and the schemes that fit them: PKCS #1 and PSS (RFC 8446 section 4.2.3). */
const RSA_SUITES: readonly number[] = [0xc02f, 0xc030, 0xcca8, 0xc013, 0xc014, 0xc012]
const RSA_SCHEMES: readonly number[] = [0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0201]

const INVALID: TlsError = { code: 'tls.InvalidServerKeyExchange', text: 'tls: invalid ServerKeyExchange message' }
const UNSUPPORTED_CURVE: TlsError = { code: 'tls.UnsupportedCurve', text: 'tls: server selected unsupported curve' }
const UNOFFERED_CURVE: TlsError = { code: 'tls.UnsupportedCurve', text: 'tls: server selected unoffered curve' }
const INVALID_SCHEME: TlsError = {
  code: 'tls.InvalidSignatureAlgorithm',
  text: 'tls: certificate used with invalid signature algorithm',
}
