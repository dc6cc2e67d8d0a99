import { DerReader, integerValue } from '../../lib/der.ts'
import { TAG } from '../../lib/der-encode.ts'
import type { Behaviours } from '../../release/release.ts'
import type { TlsError } from './tls-error.ts'

/**
 * What Go finds wrong with the leaf's own key once the chain is verified: a type that TLS cannot use, or RSA too short to
 * sign the handshake; `null` when it is fine or cannot be read (the chain judge has then said so).
 * Models crypto/tls.Conn.verifyServerCertificate and crypto/rsa.checkKeySize; kubectl-truth section 5.4.
 */
export function leafKeyError(leaf: Uint8Array, behaviours: Behaviours): TlsError | null {
  const key = readKey(leaf)
  if (key === null) return null
  const unusable = unusableType(key.algorithm)
  if (unusable !== null)
    return {
      code: 'tls.UnsupportedCertificateKey',
      text: `tls: server's certificate contains an unsupported type of public key: ${unusable}`,
    }
  if (key.rsaBits !== null && key.rsaBits < 1024 && behaviours.rsaMinimum1024)
    return {
      code: 'tls.InvalidServerSignature',
      text: `tls: invalid signature by the server certificate: crypto/rsa: ${key.rsaBits}-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)`,
    }
  return null
}

/** What crypto/x509 makes of the key, as `%T` prints it; `null` for the three types that TLS uses. */
function unusableType(algorithm: string): string | null {
  if (algorithm === OID.rsa || algorithm === OID.ec || algorithm === OID.ed25519) return null
  return algorithm === OID.dsa ? '*dsa.PublicKey' : '<nil>'
}

const OID = {
  rsa: '1.2.840.113549.1.1.1',
  ec: '1.2.840.10045.2.1',
  ed25519: '1.3.101.112',
  dsa: '1.2.840.10040.4.1',
} as const

interface LeafKey {
  readonly algorithm: string
  readonly rsaBits: number | null
}

/** RFC 5280 section 4.1: SubjectPublicKeyInfo stands behind version, serial, algorithm, issuer, validity and subject. */
function readKey(certificate: Uint8Array): LeafKey | null {
  const fields = new DerReader(certificate).enter(TAG.sequence)?.enter(TAG.sequence)
  if (fields === null || fields === undefined) return null
  if (fields.nextIs(VERSION)) fields.any()
  fields.element(TAG.integer)
  for (let skipped = 0; skipped < 4; skipped++) fields.element(TAG.sequence)
  const info = fields.enter(TAG.sequence)
  const algorithm = info?.enter(TAG.sequence)?.oid() ?? null
  if (algorithm === null) return null
  const bits = algorithm === OID.rsa ? modulusBits(info?.bitString()?.bytes ?? new Uint8Array()) : null
  return { algorithm, rsaBits: bits }
}

const VERSION = 0xa0

function modulusBits(key: Uint8Array): number | null {
  const modulus = new DerReader(key).enter(TAG.sequence)?.element(TAG.integer)?.contents
  const value = modulus === undefined ? null : integerValue(modulus)
  return value === null || value <= 0n ? null : value.toString(2).length
}
