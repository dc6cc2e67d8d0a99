import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'
import { bounded, escapeControl } from '../lib/escape.ts'

/** Longest attribute value that is shown: RFC 5280's upper bounds end at 64 characters for most. */
const LONGEST_VALUE = 200

/**
 * A Name the way Go's pkix.Name prints it: the last RDN first, `CN=kube-apiserver,O=example` (RFC 4514). An attribute
 * without a short name stands with its OID.
 */
export function nameText(node: asn1js.AsnType): string {
  const rdns = node instanceof asn1js.Sequence ? node.valueBlock.value : []
  return rdns
    .map((rdn) => (rdn instanceof asn1js.Set ? rdn.valueBlock.value : []))
    .map((attributes) => attributes.map(attributeText).join('+'))
    .reverse()
    .join(',')
}

function attributeText(node: asn1js.AsnType): string {
  const attribute = new pkijs.AttributeTypeAndValue({ schema: node })
  const name = SHORT_NAMES[attribute.type] ?? attribute.type
  return `${name}=${escapeControl(bounded(valueText(attribute.value), LONGEST_VALUE))}`
}

function valueText(value: unknown): string {
  // Any string type of asn1js carries its text as a JavaScript string; other types are shown by their octets.
  if (value instanceof asn1js.BaseStringBlock) return escapeSpecials(String(value.valueBlock.value))
  if (value instanceof asn1js.BaseBlock) return `#${Buffer.from(value.valueBeforeDecodeView).toString('hex')}`
  return ''
}

/** RFC 4514 section 2.4. */
function escapeSpecials(text: string): string {
  return text.replace(/[,+"\\<>;]/g, '\\$&').replace(/^[ #]| $/g, '\\$&')
}

const SHORT_NAMES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'SERIALNUMBER',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.17': 'POSTALCODE',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
}
