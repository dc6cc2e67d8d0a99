import {
  constants,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  type SignKeyObjectInput,
  sign,
  X509Certificate,
} from 'node:crypto'
import { DerReader, oidText } from '../lib/der.ts'
import { bitString, sequence, TAG } from '../lib/der-encode.ts'
import { type CertificateParts, covered, keyOf, partsOf, type Renaming, twinTbs } from './twin-tbs.ts'

/**
 * Certificates that stand to one another, to time and to trust as the given ones do, with other names and other keys: what
 * verifies still verifies, what is refused is refused for the same reason. What does not parse keeps its bytes, but for
 * its letters.
 *
 * @returns the twins in the same order
 */
export function twinCertificates(originals: readonly Uint8Array[], renaming: Renaming): readonly Uint8Array[] {
  const family = new Family(originals)
  return originals.map((der) => family.twinOf(der, renaming))
}

interface Member {
  readonly parts: CertificateParts
  readonly certificate: X509Certificate
}

class Family {
  readonly #members: readonly Member[]
  readonly #keys = new Map<string, KeyObject | null>()
  readonly #strangers = new Map<string, KeyObject>()

  constructor(originals: readonly Uint8Array[]) {
    this.#members = originals.flatMap((der) => {
      const parts = partsOf(der)
      const certificate = openedOf(der)
      return parts === null || certificate === null ? [] : [{ parts, certificate }]
    })
  }

  twinOf(der: Uint8Array, renaming: Renaming): Uint8Array {
    const parts = partsOf(der)
    if (parts === null) return covered(der)
    const key = this.#keyFor(parts.publicKey)
    const publicKey = key === null ? parts.publicKey : publicKeyOf(key)
    const tbs = twinTbs(parts, publicKey, renaming)
    const signature = this.#sign(tbs, parts, openedOf(der)) ?? renaming.filler(parts.signature)
    return sequence(tbs, parts.algorithm, bitString(signature))
  }

  #sign(tbs: Uint8Array, parts: CertificateParts, certificate: X509Certificate | null): Uint8Array | null {
    const scheme = schemeOf(parts.algorithm)
    if (scheme === null) return null
    const signer = certificate === null ? null : this.#signerOf(parts, certificate)
    const key = signer ?? this.#stranger(scheme.keyType)
    try {
      return new Uint8Array(sign(scheme.hash, tbs, { key, ...scheme.options }))
    } catch {
      // A hash or a key size that OpenSSL does not sign with any more.
      return null
    }
  }

  /** The key of the one among the given whose signature it really is. */
  #signerOf(parts: CertificateParts, certificate: X509Certificate): KeyObject | null {
    const issuer = keyOf(parts.issuer)
    const found = this.#members.find(
      (member) => keyOf(member.parts.subject) === issuer && verifies(certificate, member.certificate),
    )
    return found === undefined ? null : this.#keyFor(found.parts.publicKey)
  }

  /** One for each key that is there, so that certificates with one key still have one. */
  #keyFor(publicKey: Uint8Array): KeyObject | null {
    const id = keyOf(publicKey)
    const known = this.#keys.get(id)
    if (known !== undefined) return known
    const made = keyLike(publicKey)
    this.#keys.set(id, made)
    return made
  }

  #stranger(keyType: KeyType): KeyObject {
    const known = this.#strangers.get(keyType)
    if (known !== undefined) return known
    const made = {
      rsa: () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
      ec: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
      ed25519: () => generateKeyPairSync('ed25519').privateKey,
    }[keyType]()
    this.#strangers.set(keyType, made)
    return made
  }
}

type KeyType = 'rsa' | 'ec' | 'ed25519'

interface Scheme {
  readonly keyType: KeyType
  readonly hash: string | null
  readonly options: Omit<SignKeyObjectInput, 'key'>
}

const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }

/** By the OID of the signature algorithm (RFC 4055, RFC 5758, RFC 8410). */
const SCHEMES: Readonly<Record<string, Scheme>> = {
  '1.2.840.113549.1.1.4': { keyType: 'rsa', hash: 'md5', options: {} },
  '1.2.840.113549.1.1.5': { keyType: 'rsa', hash: 'sha1', options: {} },
  '1.2.840.113549.1.1.11': { keyType: 'rsa', hash: 'sha256', options: {} },
  '1.2.840.113549.1.1.12': { keyType: 'rsa', hash: 'sha384', options: {} },
  '1.2.840.113549.1.1.13': { keyType: 'rsa', hash: 'sha512', options: {} },
  '1.2.840.10045.4.1': { keyType: 'ec', hash: 'sha1', options: {} },
  '1.2.840.10045.4.3.2': { keyType: 'ec', hash: 'sha256', options: {} },
  '1.2.840.10045.4.3.3': { keyType: 'ec', hash: 'sha384', options: {} },
  '1.2.840.10045.4.3.4': { keyType: 'ec', hash: 'sha512', options: {} },
  '1.3.101.112': { keyType: 'ed25519', hash: null, options: {} },
}
const RSA_PSS = '1.2.840.113549.1.1.10'
const SHA_384 = '2.16.840.1.101.3.4.2.2'
const SHA_512 = '2.16.840.1.101.3.4.2.3'

function schemeOf(algorithm: Uint8Array): Scheme | null {
  const reader = new DerReader(algorithm).enter(TAG.sequence)
  const id = reader?.oid() ?? ''
  if (id !== RSA_PSS) return SCHEMES[id] ?? null
  const hash = hashOfPss(reader?.rest ?? new Uint8Array())
  return { keyType: 'rsa', hash, options: PSS }
}

/** The parameters begin with the hash; what is neither SHA-384 nor SHA-512 is taken for SHA-256. */
function hashOfPss(parameters: Uint8Array): string {
  const outer = new DerReader(parameters).enter(TAG.sequence)
  const tagged = outer?.any()?.contents
  const id = tagged === undefined ? null : new DerReader(tagged).enter(TAG.sequence)?.element(TAG.oid)?.contents
  const text = id === undefined || id === null ? '' : oidText(id)
  return text === SHA_384 ? 'sha384' : text === SHA_512 ? 'sha512' : 'sha256'
}

const MAX_RSA_BITS = 8192

/** A new key of the same kind and size; `null` where none can be made. */
function keyLike(publicKey: Uint8Array): KeyObject | null {
  try {
    const original = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' })
    const { modulusLength = 2048, namedCurve = '' } = original.asymmetricKeyDetails ?? {}
    switch (original.asymmetricKeyType) {
      case 'rsa':
        if (modulusLength > MAX_RSA_BITS) return null
        return generateKeyPairSync('rsa', { modulusLength }).privateKey
      case 'ec':
        return generateKeyPairSync('ec', { namedCurve }).privateKey
      case 'ed25519':
        return generateKeyPairSync('ed25519').privateKey
      default:
        return null
    }
  } catch {
    return null
  }
}

function publicKeyOf(key: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }))
}

function openedOf(der: Uint8Array): X509Certificate | null {
  try {
    return new X509Certificate(der)
  } catch {
    return null
  }
}

function verifies(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.verify(issuer.publicKey)
  } catch {
    return false
  }
}
