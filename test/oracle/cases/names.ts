import { element, oid, sequence, TAG, utf8String } from '../../../src/lib/der-encode.ts'

export const ATTRIBUTE = { commonName: '2.5.4.3', organization: '2.5.4.10', unit: '2.5.4.11' } as const

/** A distinguished name of one common name. */
export function name(commonName: string): Uint8Array {
  return sequence(rdn(attribute(ATTRIBUTE.commonName, utf8String(commonName))))
}

export function organizationName(...organizations: readonly string[]): Uint8Array {
  return sequence(...organizations.map((text) => rdn(attribute(ATTRIBUTE.organization, utf8String(text)))))
}

export function rdn(...attributes: readonly Uint8Array[]): Uint8Array {
  return element(TAG.set, ...attributes)
}

export function attribute(type: string, value: Uint8Array): Uint8Array {
  return sequence(oid(type), value)
}

export function string(tag: number, text: string | Uint8Array): Uint8Array {
  return element(tag, typeof text === 'string' ? Buffer.from(text, 'latin1') : text)
}
