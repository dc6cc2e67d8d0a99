import { DerReader } from '../../lib/der.ts'
import { contextTag, TAG } from '../../lib/der-encode.ts'
import type { AlgorithmIdentifier } from './certificate.ts'

export type Hash = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512'

export interface SignatureAlgorithm {
  /** As x509.SignatureAlgorithm prints it. */
  readonly name: string
  readonly key: 'RSA' | 'DSA' | 'ECDSA' | 'Ed25519'
  /** `null`: the scheme hashes by itself. */
  readonly hash: Hash | null
  readonly pss: boolean
}

/** `null` where Go has no such algorithm. Models crypto/x509 getSignatureAlgorithmFromAI. */
export function signatureAlgorithmOf(identifier: AlgorithmIdentifier): SignatureAlgorithm | null {
  // RFC 8410 section 3: Ed25519 has no parameters, not even NULL.
  if (identifier.oid === ED25519 && identifier.parameters !== null) return null
  if (identifier.oid === RSASSA_PSS) return pssAlgorithm(identifier.parameters)
  return ALGORITHMS[identifier.oid] ?? null
}

const ED25519 = '1.3.101.112'
const RSASSA_PSS = '1.2.840.113549.1.1.10'

function algorithm(name: string, key: SignatureAlgorithm['key'], hash: Hash | null): SignatureAlgorithm {
  return { name, key, hash, pss: false }
}

const ALGORITHMS: Readonly<Record<string, SignatureAlgorithm>> = {
  '1.2.840.113549.1.1.4': algorithm('MD5-RSA', 'RSA', 'md5'),
  '1.2.840.113549.1.1.5': algorithm('SHA1-RSA', 'RSA', 'sha1'),
  // The same algorithm under ISO's older identifier.
  '1.3.14.3.2.29': algorithm('SHA1-RSA', 'RSA', 'sha1'),
  '1.2.840.113549.1.1.11': algorithm('SHA256-RSA', 'RSA', 'sha256'),
  '1.2.840.113549.1.1.12': algorithm('SHA384-RSA', 'RSA', 'sha384'),
  '1.2.840.113549.1.1.13': algorithm('SHA512-RSA', 'RSA', 'sha512'),
  '1.2.840.10040.4.3': algorithm('DSA-SHA1', 'DSA', 'sha1'),
  '2.16.840.1.101.3.4.3.2': algorithm('DSA-SHA256', 'DSA', 'sha256'),
  '1.2.840.10045.4.1': algorithm('ECDSA-SHA1', 'ECDSA', 'sha1'),
  '1.2.840.10045.4.3.2': algorithm('ECDSA-SHA256', 'ECDSA', 'sha256'),
  '1.2.840.10045.4.3.3': algorithm('ECDSA-SHA384', 'ECDSA', 'sha384'),
  '1.2.840.10045.4.3.4': algorithm('ECDSA-SHA512', 'ECDSA', 'sha512'),
  [ED25519]: algorithm('Ed25519', 'Ed25519', null),
}

const PSS_HASHES: Readonly<Record<string, { readonly hash: Hash; readonly saltLength: bigint }>> = {
  '2.16.840.1.101.3.4.2.1': { hash: 'sha256', saltLength: 32n },
  '2.16.840.1.101.3.4.2.2': { hash: 'sha384', saltLength: 48n },
  '2.16.840.1.101.3.4.2.3': { hash: 'sha512', saltLength: 64n },
}

/** Go takes RSASSA-PSS (RFC 4055 section 3.1) only with MGF1 of the same hash and a salt as long as the hash. */
function pssAlgorithm(parameters: Uint8Array | null): SignatureAlgorithm | null {
  const reader = parameters === null ? null : new DerReader(parameters).enter(TAG.sequence)
  if (reader === null) return null
  const hashOid = identifierIn(reader.enter(contextTag(0, 'constructed')))?.oid
  const mask = identifierIn(reader.enter(contextTag(1, 'constructed')))
  const saltLength = reader.enter(contextTag(2, 'constructed'))?.integer() ?? 20n
  const trailer = reader.enter(contextTag(3, 'constructed'))?.integer() ?? 1n
  const maskHash = mask?.oid === '1.2.840.113549.1.1.8' ? new DerReader(mask.rest).enter(TAG.sequence)?.oid() : null
  const known = hashOid === undefined ? undefined : PSS_HASHES[hashOid]
  if (known === undefined || maskHash !== hashOid || saltLength !== known.saltLength || trailer !== 1n) return null
  return { name: `${known.hash.toUpperCase()}-RSAPSS`, key: 'RSA', hash: known.hash, pss: true }
}

function identifierIn(reader: DerReader | null): { readonly oid: string; readonly rest: Uint8Array } | null {
  const identifier = reader?.enter(TAG.sequence) ?? null
  const oid = identifier?.oid() ?? null
  return identifier === null || oid === null ? null : { oid, rest: identifier.rest }
}
