import { createHash, X509Certificate } from 'node:crypto'
import * as asn1js from 'asn1js'
import { equalBytes, toHex } from '../lib/bytes.ts'
import { DerReader } from '../lib/der.ts'
import { contextTag, TAG } from '../lib/der-encode.ts'
import { bounded, escapeControl } from '../lib/escape.ts'
import { lazily } from '../lib/lazily.ts'
import { describeExtensions, NO_EXTENSIONS, type Part } from './describe-extensions.ts'
import { algorithmName, describePublicKey } from './describe-key.ts'
import { nameText } from './describe-name.ts'
import type { CertificateDescription } from './description.ts'
import { encodePem } from './pem.ts'

/**
 * A certificate for people to read. Tolerant and total: a field that cannot be read stays empty and `parseError` says
 * what kept it from being read; the fingerprint and the PEM are always there. Remote text is bounded and escaped. Each
 * part is read when it is first asked for: most readers want two or three.
 */
export function describeCertificate(der: Uint8Array): CertificateDescription {
  const { fields, problems } = fieldsOf(der)
  const parts = lazily({
    extensions: () => part(fields, 'extensions', NO_EXTENSIONS, (node) => describeExtensions(members(node))),
    subject: () => part(fields, 'subject', '', (node) => read(nameText(node))),
    issuer: () => part(fields, 'issuer', '', (node) => read(nameText(node))),
    serial: () => part(fields, 'serial', '', (node) => read(serialText(node))),
    notBefore: () => part(fields, 'validity', '', (node) => read(timeText(node, 0))),
    notAfter: () => part(fields, 'validity', '', (node) => read(timeText(node, 1))),
    publicKey: () => part(fields, 'publicKey', UNKNOWN_KEY, (node) => read(describePublicKey(node))),
    signatureAlgorithm: () => part(fields, 'signatureAlgorithm', '', (node) => read(algorithmName(node))),
  })
  return lazily<CertificateDescription>({
    subject: () => parts.subject.value,
    issuer: () => parts.issuer.value,
    serial: () => parts.serial.value,
    sans: () => parts.extensions.value.sans,
    notBefore: () => parts.notBefore.value,
    notAfter: () => parts.notAfter.value,
    sha256: () => createHash('sha256').update(der).digest('hex'),
    publicKey: () => parts.publicKey.value,
    signatureAlgorithm: () => parts.signatureAlgorithm.value,
    isCa: () => parts.extensions.value.isCa,
    keyUsage: () => parts.extensions.value.keyUsage,
    extKeyUsage: () => parts.extensions.value.extKeyUsage,
    nameConstraints: () => parts.extensions.value.nameConstraints,
    selfSigned: () => isSelfSigned(der, fields),
    parseError: () => errorText([...problems, ...Object.values(parts).flatMap((one) => one.problems)]),
    pem: () => encodePem('CERTIFICATE', der),
  })
}

function part<T>(
  fields: Fields,
  name: keyof Fields,
  fallback: T,
  describe: (node: asn1js.AsnType) => Part<T>,
): Part<T> {
  const raw = fields[name]
  if (raw === null) return read(fallback)
  try {
    return describe(decode(raw))
  } catch (error) {
    return { value: fallback, problems: [`${name}: ${error instanceof Error ? error.message : String(error)}`] }
  }
}

function read<T>(value: T): Part<T> {
  return { value, problems: [] }
}

function errorText(problems: readonly string[]): string | null {
  return problems.length === 0 ? null : escapeControl(bounded([...new Set(problems)].join('; '), 300))
}

/** The members of a certificate as they stand in it, headers included; `null` where there is none. */
interface Fields {
  readonly serial: Uint8Array | null
  readonly issuer: Uint8Array | null
  readonly validity: Uint8Array | null
  readonly subject: Uint8Array | null
  readonly publicKey: Uint8Array | null
  /** The SEQUENCE OF Extension. */
  readonly extensions: Uint8Array | null
  readonly signatureAlgorithm: Uint8Array | null
}

const UNKNOWN_KEY = { algorithm: 'unknown', bits: null, sha256: '' } as const

/** By position, as RFC 5280 section 4.1 has them, and read one by one, so that a broken field does not hide the others. */
function fieldsOf(der: Uint8Array): { readonly fields: Fields; readonly problems: readonly string[] } {
  const problems: string[] = []
  const input = new DerReader(der)
  const certificate = input.enter(TAG.sequence)
  const tbs = certificate?.enter(TAG.sequence) ?? null
  if (certificate === null || tbs === null) problems.push('certificate: not a DER certificate')
  else if (!input.empty) problems.push(`certificate: ${input.rest.length} bytes of trailing data`)
  const next = () => tbs?.any()?.raw ?? null
  tbs?.element(contextTag(0, 'constructed'))
  const serial = next()
  next()
  const [issuer, validity, subject, publicKey] = [next(), next(), next(), next()]
  tbs?.element(contextTag(1, 'primitive'))
  tbs?.element(contextTag(2, 'primitive'))
  const extensions = tbs?.element(contextTag(3, 'constructed'))?.contents ?? null
  const signatureAlgorithm = certificate?.any()?.raw ?? null
  if (tbs !== null && publicKey === null) problems.push('certificate: members are missing')
  return { fields: { serial, issuer, validity, subject, publicKey, extensions, signatureAlgorithm }, problems }
}

function decode(raw: Uint8Array): asn1js.AsnType {
  const { offset, result } = asn1js.fromBER(raw)
  if (offset === -1) throw new Error(result.error || 'not ASN.1')
  return result
}

function members(node: asn1js.AsnType): readonly asn1js.AsnType[] {
  return node instanceof asn1js.Constructed ? node.valueBlock.value : []
}

function serialText(node: asn1js.AsnType): string {
  if (!(node instanceof asn1js.Integer)) throw new Error('no INTEGER')
  return toHex(node.valueBlock.valueHexView)
}

function timeText(validity: asn1js.AsnType, index: 0 | 1): string {
  const node = members(validity)[index]
  if (!(node instanceof asn1js.UTCTime || node instanceof asn1js.GeneralizedTime)) throw new Error('no time')
  return node.toDate().toISOString().replace('.000Z', 'Z')
}

/** Equal names do not make a certificate self-signed: its own key has to verify it too. */
function isSelfSigned(der: Uint8Array, { issuer, subject }: Fields): boolean {
  if (issuer === null || subject === null || !equalBytes(issuer, subject)) return false
  try {
    const certificate = new X509Certificate(der)
    return certificate.verify(certificate.publicKey)
  } catch {
    return false
  }
}
