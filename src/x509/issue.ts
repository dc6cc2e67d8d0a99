import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { DerReader } from '../lib/der.ts'
import {
  bitString,
  boolean,
  contextTag,
  element,
  integer,
  namedBits,
  octetString,
  oid,
  sequence,
  TAG,
  time,
  utf8String,
} from '../lib/der-encode.ts'
import { parseIp } from '../lib/ip.ts'
import { encodePem } from './pem.ts'

export type KeyKind = 'ecdsa-p256' | 'rsa-2048' | 'rsa-1024' | 'ed25519'

export interface SubjectAltName {
  /** The GeneralName's type on the wire, whatever the value looks like: an IP address may stand in a `dns` name. */
  readonly type: 'dns' | 'ip' | 'email' | 'uri'
  readonly value: string
}

export interface RawExtension {
  readonly oid: string
  readonly critical: boolean
  /** What stands inside the extension's OCTET STRING. */
  readonly der: Uint8Array
}

export interface CertificateSpec {
  readonly subject: { readonly commonName?: string; readonly organization?: string }
  /** `self`: issuer and subject are equal and its own key signs. */
  readonly issuer: IssuedCertificate | 'self'
  /** Private key of the subject; default: a new ECDSA P-256 key. */
  readonly key?: KeyObject
  readonly sans?: readonly SubjectAltName[]
  readonly sanCritical?: boolean
  readonly notBefore: Date
  readonly notAfter: Date
  /** `true` and `false` write BasicConstraints (critical); absent: no such extension. */
  readonly isCa?: boolean
  readonly pathLength?: number
  /** Default for a CA: `keyCertSign` and `cRLSign`; else none. */
  readonly keyUsage?: readonly KeyUsage[]
  /** Names (`serverAuth`) or dotted OIDs. */
  readonly extKeyUsage?: readonly string[]
  /** Default: 16 random octets. */
  readonly serial?: bigint
  /** SubjectKeyIdentifier and AuthorityKeyIdentifier; default `true`. */
  readonly keyIdentifiers?: boolean
  /** Written after the others, as they are. */
  readonly extensions?: readonly RawExtension[]
  /** Hash of the issuer's signature (RSA and ECDSA); default SHA-256. */
  readonly signatureHash?: 'sha1' | 'sha256' | 'sha384' | 'sha512'
}

/** A certificate with its private key, able to issue others. */
export interface IssuedCertificate {
  readonly der: Uint8Array
  readonly pem: string
  /** PKCS#8. */
  readonly keyPem: string
  readonly key: KeyObject
}

const KEY_USAGE_BITS = {
  digitalSignature: 0,
  contentCommitment: 1,
  keyEncipherment: 2,
  dataEncipherment: 3,
  keyAgreement: 4,
  keyCertSign: 5,
  cRLSign: 6,
  encipherOnly: 7,
  decipherOnly: 8,
} as const
export type KeyUsage = keyof typeof KEY_USAGE_BITS

/**
 * Makes a version 3 certificate (RFC 5280) and signs it. For the demo's authorities and intercepting proxy and for
 * tests: it writes what it is told, sound or not. Throws for values that cannot be encoded (an IP SAN that is none).
 */
export function issueCertificate(spec: CertificateSpec): IssuedCertificate {
  const key = spec.key ?? createKey('ecdsa-p256')
  const signer = spec.issuer === 'self' ? key : spec.issuer.key
  const subject = nameDer(spec.subject)
  const algorithm = signatureAlgorithm(signer, spec.signatureHash ?? 'sha256')
  const tbs = sequence(
    element(contextTag(0, 'constructed'), integer(2)),
    integer(spec.serial ?? randomSerial()),
    algorithm.identifier,
    spec.issuer === 'self' ? subject : subjectOf(spec.issuer.der),
    sequence(time(spec.notBefore), time(spec.notAfter)),
    subject,
    publicKeyDer(key),
    ...extensionsDer(spec, key, signer),
  )
  const der = sequence(tbs, algorithm.identifier, bitString(sign(algorithm.hash, tbs, signer)))
  return {
    der,
    pem: encodePem('CERTIFICATE', der),
    keyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    key,
  }
}

/** A new private key. RSA takes a tenth of a second, the others none. */
export function createKey(kind: KeyKind): KeyObject {
  switch (kind) {
    case 'ecdsa-p256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    case 'rsa-2048':
      return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    case 'rsa-1024':
      return generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey
    case 'ed25519':
      return generateKeyPairSync('ed25519').privateKey
  }
}

const OID = {
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extKeyUsage: '2.5.29.37',
} as const

const EXT_KEY_USAGE_OIDS: Readonly<Record<string, string>> = {
  any: '2.5.29.37.0',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
}

function extensionsDer(spec: CertificateSpec, key: KeyObject, signer: KeyObject): readonly Uint8Array[] {
  const extensions: Uint8Array[] = []
  const add = (id: string, critical: boolean, der: Uint8Array) => extensions.push(extensionDer(id, critical, der))
  if (spec.isCa !== undefined) add(OID.basicConstraints, true, basicConstraints(spec.isCa, spec.pathLength))
  const usages = spec.keyUsage ?? (spec.isCa === true ? ['keyCertSign', 'cRLSign'] : [])
  if (usages.length > 0) add(OID.keyUsage, true, namedBits(usages.map((usage) => KEY_USAGE_BITS[usage])))
  if (spec.extKeyUsage !== undefined) {
    const purposes = spec.extKeyUsage.map((usage) => oid(EXT_KEY_USAGE_OIDS[usage] ?? usage))
    add(OID.extKeyUsage, false, sequence(...purposes))
  }
  if (spec.sans !== undefined) {
    add(OID.subjectAltName, spec.sanCritical ?? false, sequence(...spec.sans.map(generalName)))
  }
  if (spec.keyIdentifiers !== false) {
    add(OID.subjectKeyIdentifier, false, octetString(keyIdentifier(key)))
    const authority = element(contextTag(0, 'primitive'), keyIdentifier(signer))
    add(OID.authorityKeyIdentifier, false, sequence(authority))
  }
  for (const extra of spec.extensions ?? []) add(extra.oid, extra.critical, extra.der)
  return extensions.length === 0 ? [] : [element(contextTag(3, 'constructed'), sequence(...extensions))]
}

function extensionDer(id: string, critical: boolean, der: Uint8Array): Uint8Array {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(der))
}

function basicConstraints(isCa: boolean, pathLength: number | undefined): Uint8Array {
  return sequence(...(isCa ? [boolean(true)] : []), ...(pathLength === undefined ? [] : [integer(pathLength)]))
}

function generalName(san: SubjectAltName): Uint8Array {
  const text = new TextEncoder().encode(san.value)
  switch (san.type) {
    case 'email':
      return element(contextTag(1, 'primitive'), text)
    case 'dns':
      return element(contextTag(2, 'primitive'), text)
    case 'uri':
      return element(contextTag(6, 'primitive'), text)
    case 'ip': {
      const bytes = parseIp(san.value)
      if (bytes === null) throw new TypeError(`not an IP address: ${JSON.stringify(san.value)}`)
      return element(contextTag(7, 'primitive'), bytes)
    }
  }
}

function nameDer(subject: CertificateSpec['subject']): Uint8Array {
  const attribute = (type: string, value: string) => element(TAG.set, sequence(oid(type), utf8String(value)))
  return sequence(
    ...(subject.organization === undefined ? [] : [attribute(OID.organization, subject.organization)]),
    ...(subject.commonName === undefined ? [] : [attribute(OID.commonName, subject.commonName)]),
  )
}

/** The subject of a certificate, header included. It is the sixth member of the version 3 TBSCertificate. */
function subjectOf(der: Uint8Array): Uint8Array {
  const tbs = new DerReader(der).enter(TAG.sequence)?.enter(TAG.sequence)
  const members = Array.from({ length: 6 }, () => tbs?.any() ?? null)
  const subject = members[5]
  if (subject == null) throw new TypeError('the issuer is not a certificate')
  return subject.raw
}

function publicKeyDer(key: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }))
}

/** SHA-1 of the public key's bits: method 1 of RFC 5280 section 4.2.1.2. */
function keyIdentifier(key: KeyObject): Uint8Array {
  const spki = new DerReader(publicKeyDer(key)).enter(TAG.sequence)
  spki?.any()
  const bits = spki?.bitString()?.bytes ?? new Uint8Array(0)
  return new Uint8Array(createHash('sha1').update(bits).digest())
}

function signatureAlgorithm(
  signer: KeyObject,
  hash: NonNullable<CertificateSpec['signatureHash']>,
): { readonly identifier: Uint8Array; readonly hash: string | null } {
  const type = signer.asymmetricKeyType
  if (type === 'ed25519') return { identifier: sequence(oid('1.3.101.112')), hash: null }
  if (type === 'ec') return { identifier: sequence(oid(ECDSA_WITH[hash])), hash }
  if (type === 'rsa') return { identifier: sequence(oid(RSA_WITH[hash]), element(TAG.null)), hash }
  throw new TypeError(`cannot sign certificates with a key of type ${type}`)
}

const RSA_WITH = {
  sha1: '1.2.840.113549.1.1.5',
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
} as const

const ECDSA_WITH = {
  sha1: '1.2.840.10045.4.1',
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
} as const

function randomSerial(): bigint {
  // The top bit stays clear so that the number is positive, the next one set so that it always has 16 octets.
  const octets = randomBytes(16)
  octets[0] = ((octets[0] ?? 0) & 0x7f) | 0x40
  return BigInt(`0x${octets.toString('hex')}`)
}
