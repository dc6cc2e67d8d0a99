import { DerReader } from '../../lib/der.ts'
import { TAG } from '../../lib/der-encode.ts'
import { decodeUtf8 } from '../../lib/utf8.ts'
import type { Behaviours } from '../../release/release.ts'
import { type X509Behaviours, x509Behaviours } from '../../release/x509-behaviours.ts'
import type { GoName } from './certificate.ts'
import { failure, ParseFailure } from './parse-failure.ts'

const COMMON_NAME = '2.5.4.3'
const ORGANIZATION = '2.5.4.10'

/**
 * Reads the contents of a Name: every attribute has to be well-formed, the common name and the organizations are kept.
 * Models crypto/x509 parseName and pkix.Name.FillFromRDNSequence.
 */
export function parseName(contents: Uint8Array, behaviours: Behaviours): GoName | ParseFailure {
  let commonName = ''
  const organization: string[] = []
  const rdns = new DerReader(contents)
  while (!rdns.empty) {
    const set = rdns.enter(TAG.set)
    if (set === null) return failure('invalid-rdn-sequence')
    while (!set.empty) {
      const attribute = readAttribute(set, behaviours)
      if (attribute instanceof ParseFailure) return attribute
      if (attribute.type === COMMON_NAME) commonName = attribute.value
      if (attribute.type === ORGANIZATION) organization.push(attribute.value)
    }
  }
  return { commonName, organization }
}

function readAttribute(
  set: DerReader,
  behaviours: Behaviours,
): { readonly type: string; readonly value: string } | ParseFailure {
  const attribute = set.enter(TAG.sequence)
  if (attribute === null) return failure('invalid-rdn-sequence', ': invalid attribute')
  const type = attribute.oid(x509Behaviours(behaviours).oidPadding)
  if (type === null) return failure('invalid-rdn-sequence', ': invalid attribute type')
  const anyType = x509Behaviours(behaviours).anyAttributeValueType
  const element = attribute.any()
  if (element === null) {
    return failure('invalid-rdn-sequence', `: invalid attribute value${anyType ? ': invalid ASN.1 element' : ''}`)
  }
  const value = stringValue(element.tag, element.contents, x509Behaviours(behaviours))
  if (value.ok) return { type, value: value.text }
  if (anyType && value.unsupported) return { type, value: '' }
  return failure('invalid-rdn-sequence', `: invalid attribute value: ${value.problem}`)
}

type StringValue =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: string; readonly unsupported: boolean }

/** Models crypto/x509 parseASN1String. */
function stringValue(tag: number, contents: Uint8Array, behaviours: X509Behaviours): StringValue {
  const bytes = Buffer.from(contents.buffer, contents.byteOffset, contents.byteLength)
  switch (tag) {
    case TAG.t61String:
      return { ok: true, text: behaviours.t61String === 'utf-8' ? decodeUtf8(bytes) : bytes.toString('latin1') }
    case TAG.printableString:
      return checked(bytes.toString('latin1'), /^[A-Za-z0-9 '()+,\-./:=?*&]*$/, 'PrintableString')
    case TAG.utf8String:
      return utf8(contents)
    case TAG.bmpString:
      return bmp(bytes, behaviours.rejectBmpSurrogates)
    case TAG.ia5String:
      return checked(bytes.toString('latin1'), /^[\0-\x7f]*$/, 'IA5String')
    case TAG.numericString:
      return checked(bytes.toString('latin1'), /^[0-9 ]*$/, 'NumericString')
    default:
      // Go prints the whole identifier octet as a number.
      return { ok: false, problem: `unsupported string type: ${tag}`, unsupported: true }
  }
}

function checked(text: string, allowed: RegExp, name: string): StringValue {
  return allowed.test(text) ? { ok: true, text } : invalid(name)
}

function utf8(contents: Uint8Array): StringValue {
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(contents) }
  } catch {
    return { ok: false, problem: 'invalid UTF-8 string', unsupported: false }
  }
}

function bmp(bytes: Buffer, rejectSurrogates: boolean): StringValue {
  if (bytes.length % 2 !== 0) return invalid('BMPString')
  const terminated = bytes.length >= 2 && bytes.readUInt16BE(bytes.length - 2) === 0
  const text = Buffer.from(terminated ? bytes.subarray(0, -2) : bytes)
    .swap16()
    .toString('utf16le')
  const outside = /[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/
  return rejectSurrogates && outside.test(text) ? invalid('BMPString') : { ok: true, text: text.toWellFormed() }
}

function invalid(name: string): StringValue {
  return { ok: false, problem: `invalid ${name}`, unsupported: false }
}
