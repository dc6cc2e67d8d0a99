import { type KeyObject, sign } from 'node:crypto'
import { concatBytes } from '../../../src/lib/bytes.ts'
import { bitString, contextTag, element, integer, oid, sequence, TAG, time } from '../../../src/lib/der-encode.ts'
import { extensionList } from './extensions.ts'
import { keys, spkiOf } from './keys.ts'
import { name } from './names.ts'

/** A certificate with what it takes to issue others under it. */
export interface Forged {
  readonly der: Uint8Array
  /** Subject, as it stands in the certificate. */
  readonly subject: Uint8Array
  readonly key: KeyObject
}

/** What is to be made; everything has a sound default. */
export interface Forging {
  readonly subject?: Uint8Array
  /** Default: self-issued. */
  readonly issuer?: Pick<Forged, 'subject' | 'key'>
  /** Default: the pool's P-256 key `leaf`. */
  readonly key?: KeyObject
  /** Days from now; default -30 and 335. */
  readonly from?: number
  readonly to?: number
  /** Complete Extension elements. */
  readonly extensions?: readonly Uint8Array[]
  readonly hash?: 'sha1' | 'sha256' | 'sha384' | 'sha512'
  readonly parts?: Partial<Parts>
}

/** The members of a certificate as complete elements, so that each can be replaced by one that is broken. */
export interface Parts {
  /** Empty: version 1. */
  readonly version: Uint8Array
  readonly serial: Uint8Array
  readonly innerAlgorithm: Uint8Array
  readonly issuer: Uint8Array
  readonly validity: Uint8Array
  readonly subject: Uint8Array
  readonly spki: Uint8Array
  readonly uniqueIds: Uint8Array
  /** With its `[3]` around it; empty: none. */
  readonly extensions: Uint8Array
  readonly tbsTail: Uint8Array
  readonly outerAlgorithm: Uint8Array
  readonly signature: Uint8Array
  /** After the signature, inside the certificate. */
  readonly tail: Uint8Array
}

const DAY_MS = 86_400_000
const NOTHING = new Uint8Array(0)

/** Encodes certificates by hand, since a library would refuse most of them. Times are relative to `now`. */
export function createForge(now: Date): Forge {
  let serial = 4096
  const forge = (forging: Forging = {}): Forged => {
    const key = forging.key ?? keys.leaf
    const subject = forging.subject ?? name('leaf')
    const issuer = forging.issuer ?? { subject, key }
    const algorithm = algorithmOf(issuer.key, forging.hash ?? 'sha256')
    const base = {
      version: element(contextTag(0, 'constructed'), integer(2)),
      serial: integer(serial++),
      innerAlgorithm: algorithm,
      issuer: issuer.subject,
      validity: sequence(time(day(forging.from ?? -30)), time(day(forging.to ?? 335))),
      subject,
      spki: spkiOf(key),
      uniqueIds: NOTHING,
      extensions: extensionList(forging.extensions ?? []),
      tbsTail: NOTHING,
      ...forging.parts,
    }
    const tbs = sequence(
      base.version,
      base.serial,
      base.innerAlgorithm,
      base.issuer,
      base.validity,
      base.subject,
      base.spki,
      base.uniqueIds,
      base.extensions,
      base.tbsTail,
    )
    const signature = forging.parts?.signature ?? bitString(signatureOf(tbs, issuer.key, forging.hash ?? 'sha256'))
    const outer = forging.parts?.outerAlgorithm ?? base.innerAlgorithm
    return { der: sequence(tbs, outer, signature, forging.parts?.tail ?? NOTHING), subject: base.subject, key }
  }
  function day(offset: number): Date {
    return new Date(Math.floor(now.getTime() / 1000) * 1000 + offset * DAY_MS)
  }
  return Object.assign(forge, { day, now })
}

export interface Forge {
  (forging?: Forging): Forged
  /** An instant that many days from now, whole seconds. */
  day(offset: number): Date
  readonly now: Date
}

/** The same certificate with one bit of its signature turned. */
export function withBrokenSignature({ der, subject, key }: Forged): Forged {
  const broken = concatBytes(der)
  broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1
  return { der: broken, subject, key }
}

function signatureOf(tbs: Uint8Array, key: KeyObject, hash: string): Uint8Array {
  const type = key.asymmetricKeyType
  // Keys that sign nothing, or not by themselves, leave a signature that verifies under none.
  if (type === 'x25519') return new Uint8Array(64)
  return new Uint8Array(sign(type === 'ed25519' || type === 'ed448' ? null : hash, tbs, key))
}

function algorithmOf(key: KeyObject, hash: NonNullable<Forging['hash']>): Uint8Array {
  switch (key.asymmetricKeyType) {
    case 'ed25519':
      return sequence(oid('1.3.101.112'))
    case 'ed448':
      return sequence(oid('1.3.101.113'))
    case 'x25519':
      return sequence(oid('1.3.101.110'))
    case 'dsa':
      return sequence(oid(hash === 'sha1' ? '1.2.840.10040.4.3' : '2.16.840.1.101.3.4.3.2'))
    case 'rsa':
      return sequence(oid(RSA_WITH[hash]), element(TAG.null))
    default:
      return sequence(oid(ECDSA_WITH[hash]))
  }
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
