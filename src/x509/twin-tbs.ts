import { concatBytes, toHex } from '../lib/bytes.ts'
import { type DerElement, DerReader, oidText } from '../lib/der.ts'
import { contextTag, element, octetString, sequence, TAG } from '../lib/der-encode.ts'

/** What names become in a twin. Equal names must become equal ones. */
export interface Renaming {
  /** A host name; a wildcard or a leading dot stays where it is. */
  dns(name: string): string
  /** 4 or 16 octets; as many come back. */
  ip(octets: Uint8Array): Uint8Array
  /** Any other name: of a person, a company, an authority. */
  text(value: string): string
  /** As many octets that say nothing, for serial numbers and key identifiers. */
  filler(bytes: Uint8Array): Uint8Array
}

/** The parts of a certificate that a twin is made of, headers included. */
export interface CertificateParts {
  readonly tbs: readonly DerElement[]
  readonly subject: Uint8Array
  readonly issuer: Uint8Array
  readonly publicKey: Uint8Array
  readonly algorithm: Uint8Array
  readonly signature: Uint8Array
}

/** `null`: not of the form that RFC 5280 section 4.1 gives it. */
export function partsOf(der: Uint8Array): CertificateParts | null {
  const input = new DerReader(der)
  const certificate = input.enter(TAG.sequence)
  const inside = certificate?.enter(TAG.sequence) ?? null
  const algorithm = certificate?.element(TAG.sequence)?.raw
  const signature = certificate?.bitString()?.bytes
  if (!input.empty || inside === null || algorithm === undefined || signature === undefined) return null
  const tbs: DerElement[] = []
  while (!inside.empty) {
    const next = inside.any()
    if (next === null) return null
    tbs.push(next)
  }
  const version = tbs[0]?.tag === contextTag(0, 'constructed') ? 1 : 0
  const [issuer, subject, publicKey] = [tbs[version + 2], tbs[version + 4], tbs[version + 5]]
  if (issuer === undefined || subject === undefined || publicKey === undefined) return null
  return { tbs, issuer: issuer.raw, subject: subject.raw, publicKey: publicKey.raw, algorithm, signature }
}

/** The TBSCertificate with other names, another key and another serial number; everything that judging asks for stays. */
export function twinTbs({ tbs }: CertificateParts, publicKey: Uint8Array, renaming: Renaming): Uint8Array {
  const version = tbs[0]?.tag === contextTag(0, 'constructed') ? 1 : 0
  return sequence(
    ...tbs.map((part, index) => {
      switch (index - version) {
        case 0:
          return twinSerial(part, renaming)
        case 2:
        case 4:
          return twinName(part.raw, renaming)
        case 5:
          return publicKey
        default:
          return part.tag === contextTag(3, 'constructed') ? twinExtensions(part, renaming) : part.raw
      }
    }),
  )
}

/** The sign and the length stay: Go looks at both. */
function twinSerial(serial: DerElement, renaming: Renaming): Uint8Array {
  if (serial.contents.length < 4) return serial.raw
  const first = serial.contents.subarray(0, 2)
  return element(serial.tag, first, renaming.filler(serial.contents.subarray(2)))
}

/** A Name (RFC 5280 section 4.1.2.4); one that cannot be read has its letters covered. */
export function twinName(raw: Uint8Array, renaming: Renaming): Uint8Array {
  return rebuilt(raw, (attribute) => twinAttribute(attribute, renaming)) ?? covered(raw)
}

const COUNTRY = '2.5.4.6'
const BMP_STRING = TAG.bmpString

function twinAttribute(attribute: Uint8Array, renaming: Renaming): Uint8Array | null {
  const reader = new DerReader(attribute).enter(TAG.sequence)
  const type = reader?.element(TAG.oid)
  const value = reader?.any()
  if (type === undefined || type === null || value === undefined || value === null) return null
  if (oidText(type.contents) === COUNTRY) return attribute
  const utf16 = value.tag === BMP_STRING
  const text = utf16 ? utf16Text(value.contents) : new TextDecoder().decode(value.contents)
  const renamed = renaming.text(text)
  const contents = utf16 ? utf16Bytes(renamed) : new TextEncoder().encode(renamed)
  return sequence(type.raw, renamed === text ? value.raw : element(value.tag, contents))
}

/** SEQUENCE OF SET OF attribute. */
function rebuilt(raw: Uint8Array, attribute: (raw: Uint8Array) => Uint8Array | null): Uint8Array | null {
  const rdns = membersOf(new DerReader(raw).enter(TAG.sequence))
  if (rdns === null) return null
  const sets: Uint8Array[] = []
  for (const rdn of rdns) {
    const attributes = rdn.tag === TAG.set ? membersOf(new DerReader(rdn.contents)) : null
    const twins = attributes?.map((one) => attribute(one.raw)) ?? null
    if (twins === null || twins.includes(null)) return null
    sets.push(element(TAG.set, ...twins.filter((one) => one !== null)))
  }
  return sequence(...sets)
}

function membersOf(reader: DerReader | null): readonly DerElement[] | null {
  if (reader === null) return null
  const members: DerElement[] = []
  while (!reader.empty) {
    const next = reader.any()
    if (next === null) return null
    members.push(next)
  }
  return members
}

function twinExtensions(part: DerElement, renaming: Renaming): Uint8Array {
  const extensions = membersOf(new DerReader(part.contents).enter(TAG.sequence))
  if (extensions === null) return covered(part.raw)
  return element(part.tag, sequence(...extensions.map((extension) => twinExtension(extension, renaming))))
}

/** Without names: basicConstraints, keyUsage, extKeyUsage, policyConstraints, inhibitAnyPolicy, policyMappings. */
const NAMELESS = ['2.5.29.19', '2.5.29.15', '2.5.29.37', '2.5.29.36', '2.5.29.54', '2.5.29.33']
const SUBJECT_ALT_NAME = '2.5.29.17'
const ISSUER_ALT_NAME = '2.5.29.18'
const SUBJECT_KEY_ID = '2.5.29.14'
const AUTHORITY_KEY_ID = '2.5.29.35'
const NAME_CONSTRAINTS = '2.5.29.30'
/** Go reads into these: policies, CRL distribution points, authority information access. */
const COVERED = ['2.5.29.32', '2.5.29.31', '1.3.6.1.5.5.7.1.1']

function twinExtension(extension: DerElement, renaming: Renaming): Uint8Array {
  const reader = new DerReader(extension.contents)
  const type = reader.element(TAG.oid)
  const critical = reader.element(TAG.boolean)
  const value = reader.element(TAG.octetString)
  if (type === null || value === null) return covered(extension.raw)
  const id = oidText(type.contents) ?? ''
  const twin = twinValue(id, value.contents, renaming)
  return element(extension.tag, type.raw, critical?.raw ?? new Uint8Array(), octetString(twin), reader.rest)
}

function twinValue(id: string, value: Uint8Array, renaming: Renaming): Uint8Array {
  if (NAMELESS.includes(id)) return value
  if (id === SUBJECT_ALT_NAME || id === ISSUER_ALT_NAME) return twinGeneralNames(value, renaming) ?? covered(value)
  if (id === NAME_CONSTRAINTS) return twinConstraints(value, renaming) ?? covered(value)
  if (id === SUBJECT_KEY_ID) {
    const key = new DerReader(value).element(TAG.octetString)
    return key === null ? covered(value) : octetString(renaming.filler(key.contents))
  }
  if (id === AUTHORITY_KEY_ID) {
    const parts = membersOf(new DerReader(value).enter(TAG.sequence))
    const key = parts?.find(({ tag }) => tag === contextTag(0, 'primitive'))
    if (parts === null) return covered(value)
    return sequence(key === undefined ? new Uint8Array() : element(key.tag, renaming.filler(key.contents)))
  }
  return COVERED.includes(id) ? covered(value) : new Uint8Array(value.length)
}

function twinGeneralNames(value: Uint8Array, renaming: Renaming): Uint8Array | null {
  const names = membersOf(new DerReader(value).enter(TAG.sequence))
  return names === null ? null : sequence(...names.map((name) => twinGeneralName(name, renaming)))
}

/** RFC 5280 section 4.2.1.6. */
function twinGeneralName({ tag, contents, raw }: DerElement, renaming: Renaming): Uint8Array {
  const text = Buffer.from(contents).toString('latin1')
  const named = (twin: string) => element(tag, Uint8Array.from(Buffer.from(twin, 'latin1')))
  switch (tag) {
    case contextTag(1, 'primitive'): {
      const at = text.lastIndexOf('@')
      if (at === -1) return named(renaming.dns(text))
      return named(`${renaming.text(text.slice(0, at))}@${renaming.dns(text.slice(at + 1))}`)
    }
    case contextTag(2, 'primitive'):
      return named(renaming.dns(text))
    case contextTag(4, 'constructed'):
      return element(tag, twinName(contents, renaming))
    case contextTag(6, 'primitive'): {
      const uri = /^(?<scheme>[a-z][a-z0-9+.-]*:\/\/)(?<host>[A-Za-z0-9.-]+)(?<port>:\d+)?/i.exec(text)?.groups
      return uri === undefined ? covered(raw) : named(`${uri.scheme}${renaming.dns(uri.host ?? '')}${uri.port ?? ''}`)
    }
    case contextTag(7, 'primitive'):
      return contents.length === 4 || contents.length === 16 ? element(tag, renaming.ip(contents)) : raw
    default:
      return covered(raw)
  }
}

/** Ranges of addresses stay: which addresses lie in them would else change. */
function twinConstraints(value: Uint8Array, renaming: Renaming): Uint8Array | null {
  const lists = membersOf(new DerReader(value).enter(TAG.sequence))
  if (lists === null) return null
  const twins = lists.map(({ tag, contents }) => {
    const subtrees = membersOf(new DerReader(contents))
    return subtrees === null
      ? covered(element(tag, contents))
      : element(tag, ...subtrees.map((one) => subtree(one, renaming)))
  })
  return sequence(...twins)
}

function subtree(tree: DerElement, renaming: Renaming): Uint8Array {
  const [base, ...rest] = membersOf(new DerReader(tree.contents)) ?? []
  if (base === undefined) return tree.raw
  return element(tree.tag, twinGeneralName(base, renaming), ...rest.map(({ raw }) => raw))
}

/** The same bytes, with every run of letters that could be a name turned to x; times stay. */
export function covered(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1')
  const hidden = text.replace(/[A-Za-z0-9.*@:/_ -]{4,}/g, (run) =>
    /^\d{12,14}Z$/.test(run) ? run : 'x'.repeat(run.length),
  )
  return Uint8Array.from(Buffer.from(hidden, 'latin1'))
}

function utf16Text(bytes: Uint8Array): string {
  return Array.from({ length: bytes.length >> 1 }, (_, i) =>
    String.fromCharCode(((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0)),
  ).join('')
}

function utf16Bytes(text: string): Uint8Array {
  return concatBytes(...Array.from(text, (one) => Uint8Array.of(one.charCodeAt(0) >> 8, one.charCodeAt(0) & 0xff)))
}

/** Equal bytes have equal keys. */
export function keyOf(bytes: Uint8Array): string {
  return toHex(bytes)
}
