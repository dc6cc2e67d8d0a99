import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'
import { bounded, escapeControl } from '../lib/escape.ts'
import { formatIp } from '../lib/ip.ts'
import type { CertificateDescription } from './description.ts'

export type ExtensionFacts = Pick<
  CertificateDescription,
  'sans' | 'isCa' | 'keyUsage' | 'extKeyUsage' | 'nameConstraints'
>

export const NO_EXTENSIONS: ExtensionFacts = {
  sans: { dns: [], ip: [], email: [], uri: [] },
  isCa: false,
  keyUsage: [],
  extKeyUsage: [],
  nameConstraints: null,
}

/** What was read, and what kept more from being read. */
export interface Part<T> {
  readonly value: T
  readonly problems: readonly string[]
}

/** Reads the extensions that a reader asks for; each on its own, so that a broken one only adds to `problems`. */
export function describeExtensions(nodes: readonly asn1js.AsnType[]): Part<ExtensionFacts> {
  const problems: string[] = []
  let facts = NO_EXTENSIONS
  for (const node of nodes) {
    try {
      facts = { ...facts, ...factsOf(new pkijs.Extension({ schema: node })) }
    } catch (error) {
      problems.push(`extension: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return { value: facts, problems }
}

function factsOf(extension: pkijs.Extension): Partial<ExtensionFacts> {
  const read = READERS[extension.extnID]
  if (read === undefined) return {}
  const { offset, result } = asn1js.fromBER(extension.extnValue.valueBlock.valueHexView)
  if (offset === -1) throw new Error(`${extension.extnID}: ${result.error}`)
  return read(result)
}

const READERS: Readonly<Record<string, (node: asn1js.AsnType) => Partial<ExtensionFacts>>> = {
  '2.5.29.15': (node) => ({ keyUsage: keyUsage(node) }),
  '2.5.29.17': (node) => ({ sans: subjectAltNames(node) }),
  '2.5.29.19': (node) => ({ isCa: new pkijs.BasicConstraints({ schema: node }).cA }),
  '2.5.29.30': (node) => ({ nameConstraints: nameConstraints(node) }),
  '2.5.29.37': (node) => ({
    extKeyUsage: new pkijs.ExtKeyUsage({ schema: node }).keyPurposes.map((purpose) => PURPOSES[purpose] ?? purpose),
  }),
}

/** Bits of RFC 5280 section 4.2.1.3, by their names there. */
const KEY_USAGES = [
  'digitalSignature',
  'contentCommitment',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
]

const PURPOSES: Readonly<Record<string, string>> = {
  '2.5.29.37.0': 'any',
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
  '1.3.6.1.5.5.7.3.3': 'codeSigning',
  '1.3.6.1.5.5.7.3.4': 'emailProtection',
  '1.3.6.1.5.5.7.3.8': 'timeStamping',
  '1.3.6.1.5.5.7.3.9': 'ocspSigning',
}

function keyUsage(node: asn1js.AsnType): readonly string[] {
  if (!(node instanceof asn1js.BitString)) throw new Error('keyUsage: no BIT STRING')
  const octets = node.valueBlock.valueHexView
  return KEY_USAGES.filter((_, bit) => ((octets[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0)
}

/** Each GeneralName on its own by its tag (RFC 5280 section 4.2.1.6): one of another type is passed over. */
function subjectAltNames(node: asn1js.AsnType): ExtensionFacts['sans'] {
  const names = node instanceof asn1js.Sequence ? node.valueBlock.value : []
  const texts = (tag: number) => names.filter((name) => contextTagOf(name) === tag).map(textOf)
  return {
    email: texts(1),
    dns: texts(2),
    uri: texts(6),
    ip: names.filter((name) => contextTagOf(name) === 7).map((name) => formatIp(octetsOf(name))),
  }
}

function nameConstraints(node: asn1js.AsnType): NonNullable<ExtensionFacts['nameConstraints']> {
  const [permitted, excluded] = [0, 1].map((tag) => subtrees(node, tag))
  return { permitted: permitted ?? [], excluded: excluded ?? [] }
}

/** As Go writes constraints: `DNS:example.com`, `IP:10.0.0.0/8`. */
function subtrees(node: asn1js.AsnType, tag: number): readonly string[] {
  const all = node instanceof asn1js.Sequence ? node.valueBlock.value : []
  const group = all.find((member) => contextTagOf(member) === tag)
  const entries = group instanceof asn1js.Constructed ? group.valueBlock.value : []
  return entries.map((entry) =>
    constraintText(entry instanceof asn1js.Sequence ? entry.valueBlock.value[0] : undefined),
  )
}

function constraintText(name: asn1js.AsnType | undefined): string {
  if (name === undefined) return ''
  const kind = CONSTRAINT_KINDS[contextTagOf(name) ?? -1]
  if (kind === undefined) return `type ${contextTagOf(name)}`
  return `${kind}:${kind === 'IP' ? rangeText(octetsOf(name)) : textOf(name)}`
}

const CONSTRAINT_KINDS: Readonly<Record<number, string>> = { 1: 'email', 2: 'DNS', 6: 'URI', 7: 'IP' }

function rangeText(octets: Uint8Array): string {
  const half = octets.length / 2
  const bits = Array.from(octets.subarray(half), (octet) => octet.toString(2).padStart(8, '0')).join('')
  const ones = bits.indexOf('0') === -1 ? bits.length : bits.indexOf('0')
  return `${formatIp(octets.subarray(0, half))}/${ones}`
}

function contextTagOf(node: asn1js.AsnType): number | null {
  return node.idBlock.tagClass === 3 ? node.idBlock.tagNumber : null
}

function octetsOf(node: asn1js.AsnType): Uint8Array {
  return node instanceof asn1js.Primitive ? node.valueBlock.valueHexView : new Uint8Array(0)
}

function textOf(node: asn1js.AsnType): string {
  return escapeControl(bounded(Buffer.from(octetsOf(node)).toString('utf8'), 300))
}
