import { createHash, createPublicKey } from 'node:crypto'
import type * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'
import type { CertificateDescription } from './description.ts'

/** `sha256` is over the whole SubjectPublicKeyInfo, as key pins are (RFC 7469 section 2.4). */
export function describePublicKey(node: asn1js.AsnType): CertificateDescription['publicKey'] {
  const spki = node.valueBeforeDecodeView
  const { algorithm } = new pkijs.PublicKeyInfo({ schema: node })
  const known = KEY_ALGORITHMS[algorithm.algorithmId]
  return {
    algorithm: known ?? algorithm.algorithmId,
    bits: keyBits(spki),
    sha256: createHash('sha256').update(spki).digest('hex'),
  }
}

export function algorithmName(node: asn1js.AsnType): string {
  const { algorithmId } = new pkijs.AlgorithmIdentifier({ schema: node })
  return SIGNATURE_ALGORITHMS[algorithmId] ?? algorithmId
}

function keyBits(spki: Uint8Array): number | null {
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
    const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {}
    if (modulusLength !== undefined) return modulusLength
    return CURVE_BITS[namedCurve ?? key.asymmetricKeyType ?? ''] ?? null
  } catch {
    // A key that OpenSSL does not know has no size to show.
    return null
  }
}

const KEY_ALGORITHMS: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.1': 'RSA',
  '1.2.840.113549.1.1.10': 'RSA-PSS',
  '1.2.840.10040.4.1': 'DSA',
  '1.2.840.10045.2.1': 'ECDSA',
  '1.3.101.110': 'X25519',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
}

const CURVE_BITS: Readonly<Record<string, number>> = {
  secp224r1: 224,
  prime256v1: 256,
  secp256k1: 256,
  secp384r1: 384,
  secp521r1: 521,
  ed25519: 256,
  x25519: 256,
  ed448: 456,
}

/** Named as Go's x509.SignatureAlgorithm prints them. */
const SIGNATURE_ALGORITHMS: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.2': 'MD2-RSA',
  '1.2.840.113549.1.1.4': 'MD5-RSA',
  '1.2.840.113549.1.1.5': 'SHA1-RSA',
  '1.2.840.113549.1.1.10': 'RSAPSS',
  '1.2.840.113549.1.1.11': 'SHA256-RSA',
  '1.2.840.113549.1.1.12': 'SHA384-RSA',
  '1.2.840.113549.1.1.13': 'SHA512-RSA',
  '1.2.840.10040.4.3': 'DSA-SHA1',
  '2.16.840.1.101.3.4.3.2': 'DSA-SHA256',
  '1.2.840.10045.4.1': 'ECDSA-SHA1',
  '1.2.840.10045.4.3.2': 'ECDSA-SHA256',
  '1.2.840.10045.4.3.3': 'ECDSA-SHA384',
  '1.2.840.10045.4.3.4': 'ECDSA-SHA512',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
}
