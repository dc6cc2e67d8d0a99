import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { Behaviours } from '../../release/release.ts'
import type { GoCertificate, GoPublicKey } from './certificate.ts'
import { type Hash, type SignatureAlgorithm, signatureAlgorithmOf } from './signature-algorithm.ts'

/** Bit 5 of KeyUsage (RFC 5280 section 4.2.1.3). */
const KEY_CERT_SIGN = 1 << 5

const MAY_NOT_SIGN = 'x509: invalid signature: parent certificate cannot sign this kind of certificate'
const UNIMPLEMENTED = 'x509: cannot verify signature: algorithm unimplemented'

/**
 * Whether `parent` signed `child`: `null`, or Go's words for why not. `parent`'s own right to sign is part of it.
 * Models crypto/x509 Certificate.CheckSignatureFrom.
 */
export function checkSignatureFrom(child: GoCertificate, parent: GoCertificate, behaviours: Behaviours): string | null {
  const { basicConstraints, keyUsage } = parent.facts
  const mayBeParent = basicConstraints === null ? parent.version < 3 : basicConstraints.isCa
  if (!mayBeParent || (keyUsage !== 0 && (keyUsage & KEY_CERT_SIGN) === 0)) return MAY_NOT_SIGN
  if (parent.publicKey === null) return UNIMPLEMENTED
  return checkSignature(child, parent, parent.publicKey, behaviours)
}

/** Bits below which Go refuses RSA keys: https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size. `null` where it does not. */
export function rsaTooSmall(key: GoPublicKey, behaviours: Behaviours): string | null {
  if (key.type !== 'rsa' || key.bits >= 1024 || !behaviours.rsaMinimum1024) return null
  return `crypto/rsa: ${key.bits}-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)`
}

function checkSignature(
  child: GoCertificate,
  parent: GoCertificate,
  key: GoPublicKey,
  behaviours: Behaviours,
): string | null {
  const algorithm = signatureAlgorithmOf(child.signatureAlgorithm)
  if (algorithm === null) return UNIMPLEMENTED
  const insecure = insecureHash(algorithm, behaviours)
  if (insecure !== null) return insecure
  switch (key.type) {
    case 'dsa':
      return UNIMPLEMENTED
    case 'rsa': {
      if (algorithm.key !== 'RSA') return mismatch(algorithm, '*rsa.PublicKey')
      const refused = rsaTooSmall(key, behaviours) ?? rsaExponent(key.exponent)
      return refused ?? outcome(child, parent, key, algorithm, RSA_FAILURE)
    }
    case 'ecdsa':
      if (algorithm.key !== 'ECDSA') return mismatch(algorithm, '*ecdsa.PublicKey')
      return outcome(child, parent, key, algorithm, 'x509: ECDSA verification failure')
    case 'ed25519':
      if (algorithm.key !== 'Ed25519') return mismatch(algorithm, 'ed25519.PublicKey')
      return outcome(child, parent, key, algorithm, 'x509: Ed25519 verification failure')
  }
}

const RSA_FAILURE = 'crypto/rsa: verification error'

/** crypto/rsa takes exponents from 2 to 2^31 - 1. */
function rsaExponent(exponent: bigint): string | null {
  if (exponent < 2n) return 'crypto/rsa: public exponent too small'
  return exponent > 0x7fffffffn ? 'crypto/rsa: public exponent too large' : null
}

function insecureHash({ name, hash, key }: SignatureAlgorithm, behaviours: Behaviours): string | null {
  const text = `x509: cannot verify signature: insecure algorithm ${name}`
  if (hash === 'md5') return text
  if (hash !== 'sha1' || behaviours.sha1 === 'accepted') return null
  // The switch brings back RSA and ECDSA, not DSA.
  return behaviours.sha1 === 'refused-with-hint' && key !== 'DSA'
    ? `${text} (temporarily override with GODEBUG=x509sha1=1)`
    : text
}

function mismatch(algorithm: SignatureAlgorithm, goType: string): string {
  const key = algorithm.key
  return `x509: signature algorithm specifies an ${key} public key, but have public key of type ${goType}`
}

function outcome(
  child: GoCertificate,
  parent: GoCertificate,
  key: VerifyingKey,
  algorithm: SignatureAlgorithm,
  failure: string,
): string | null {
  return isSignedBy(child, parent, key, algorithm) ? null : failure
}

type VerifyingKey = Exclude<GoPublicKey, { type: 'dsa' }>

/** Answers per pair, so that judging a chain again (for `next`, for remedies) costs nothing. Bounded by emptying it. */
const answers = new Map<string, boolean>()
const MOST_ANSWERS = 4096

function isSignedBy(
  child: GoCertificate,
  parent: GoCertificate,
  key: VerifyingKey,
  algorithm: SignatureAlgorithm,
): boolean {
  const pair = `${child.sha256}/${parent.sha256}`
  const known = answers.get(pair)
  if (known !== undefined) return known
  const answer = verifies(child, key, algorithm)
  if (answers.size >= MOST_ANSWERS) answers.clear()
  answers.set(pair, answer)
  return answer
}

/** `spki` is what Go read, written anew: it passes over junk behind an element that OpenSSL would refuse the key for. */
function verifies(child: GoCertificate, { spki }: VerifyingKey, { hash, pss }: SignatureAlgorithm): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
    return verify(hash, child.rawTbs, pss ? pssKey(key, hash) : key, child.signature)
  } catch {
    // A key or a signature that OpenSSL cannot read verifies nothing.
    return false
  }
}

function pssKey(key: KeyObject, hash: Hash | null) {
  const saltLength = { md5: 16, sha1: 20, sha256: 32, sha384: 48, sha512: 64 }[hash ?? 'sha256']
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }
}
