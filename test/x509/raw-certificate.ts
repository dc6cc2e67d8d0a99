import { createPublicKey, type KeyObject } from 'node:crypto'
import {
  bitString,
  boolean,
  contextTag,
  element,
  integer,
  octetString,
  oid,
  sequence,
  time,
} from '../../src/lib/der-encode.ts'
import { createKey } from '../../src/x509/issue.ts'

const ED25519 = sequence(oid('1.3.101.112'))

/** The members of a certificate, headers included, where they differ from a sound one's. */
export interface RawMembers {
  /** `null`: version 1, which is not written. */
  readonly version?: Uint8Array | null
  readonly serial?: Uint8Array
  readonly algorithm?: Uint8Array
  readonly issuer?: Uint8Array
  readonly validity?: Uint8Array
  readonly subject?: Uint8Array
  readonly publicKey?: Uint8Array
  /** What stands between the key and the extensions: issuerUniqueID, subjectUniqueID. */
  readonly uniqueIds?: readonly Uint8Array[]
  readonly extensions?: readonly Uint8Array[]
}

/** The TBSCertificate, of whatever is handed in (RFC 5280 section 4.1). */
export function rawTbs(members: RawMembers = {}): Uint8Array {
  const { version = element(contextTag(0, 'constructed'), integer(2)), extensions = [], uniqueIds = [] } = members
  return sequence(
    ...(version === null ? [] : [version]),
    members.serial ?? integer(0x0102030405060708n),
    members.algorithm ?? ED25519,
    members.issuer ?? nameOf(['2.5.4.3', 'issuer']),
    members.validity ?? sequence(time(new Date('2026-01-01T00:00:00Z')), time(new Date('2027-01-01T00:00:00Z'))),
    members.subject ?? nameOf(['2.5.4.3', 'subject']),
    members.publicKey ?? spkiOf(createKey('ed25519')),
    ...uniqueIds,
    ...(extensions.length === 0 ? [] : [element(contextTag(3, 'constructed'), sequence(...extensions))]),
  )
}

/** With a signature of nobody's. */
export function rawCertificate(members: RawMembers = {}, signature = new Uint8Array(64)): Uint8Array {
  return sequence(rawTbs(members), members.algorithm ?? ED25519, bitString(signature))
}

export function extension(id: string, value: Uint8Array, critical = false): Uint8Array {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(value))
}

/** A Name of RDNs with one attribute each, in UTF-8 unless the value is DER of its own. */
export function nameOf(...attributes: readonly (readonly [type: string, value: string | Uint8Array])[]): Uint8Array {
  return sequence(...attributes.map((attribute) => element(0x31, attributeOf(...attribute))))
}

export function attributeOf(type: string, value: string | Uint8Array): Uint8Array {
  return sequence(oid(type), typeof value === 'string' ? element(0x0c, new TextEncoder().encode(value)) : value)
}

export function spkiOf(key: KeyObject): Uint8Array {
  const publicKey = key.type === 'public' ? key : createPublicKey(key)
  return new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }))
}
