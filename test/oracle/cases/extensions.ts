import type { KeyObject } from 'node:crypto'
import {
  boolean,
  contextTag,
  element,
  integer,
  namedBits,
  octetString,
  oid,
  sequence,
  TAG,
} from '../../../src/lib/der-encode.ts'
import { parseIp } from '../../../src/lib/ip.ts'
import { keyIdOf } from './keys.ts'

export const EXTENSION = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  san: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  crlDistributionPoints: '2.5.29.31',
  policies: '2.5.29.32',
  policyMappings: '2.5.29.33',
  authorityKeyId: '2.5.29.35',
  policyConstraints: '2.5.29.36',
  extKeyUsage: '2.5.29.37',
  inhibitAnyPolicy: '2.5.29.54',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
} as const

export const PURPOSE = {
  any: '2.5.29.37.0',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  netscape: '2.16.840.1.113730.4.1',
  microsoft: '1.3.6.1.4.1.311.10.3.3',
} as const

/** What stands in the TBSCertificate: `[3]` around the list, or nothing. */
export function extensionList(extensions: readonly Uint8Array[]): Uint8Array {
  if (extensions.length === 0) return new Uint8Array(0)
  return element(contextTag(3, 'constructed'), sequence(...extensions))
}

export function extension(id: string, value: Uint8Array, critical = false): Uint8Array {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(value))
}

export function basicConstraints(isCa: boolean, pathLength?: number | bigint): Uint8Array {
  const members = [...(isCa ? [boolean(true)] : []), ...(pathLength === undefined ? [] : [integer(pathLength)])]
  return extension(EXTENSION.basicConstraints, sequence(...members), true)
}

/** Bit numbers of RFC 5280 section 4.2.1.3; 5 is keyCertSign. */
export function keyUsage(...bits: readonly number[]): Uint8Array {
  return extension(EXTENSION.keyUsage, namedBits(bits), true)
}

export function purposes(...oids: readonly string[]): Uint8Array {
  return extension(EXTENSION.extKeyUsage, sequence(...oids.map(oid)))
}

export function subjectKeyId(id: Uint8Array | KeyObject): Uint8Array {
  return extension(EXTENSION.subjectKeyId, octetString(id instanceof Uint8Array ? id : keyIdOf(id)))
}

export function authorityKeyId(id: Uint8Array | KeyObject): Uint8Array {
  const octets = id instanceof Uint8Array ? id : keyIdOf(id)
  return extension(EXTENSION.authorityKeyId, sequence(element(contextTag(0, 'primitive'), octets)))
}

export type GeneralName = readonly [type: 'email' | 'dns' | 'uri' | 'ip', text: string]

export function san(...names: readonly (GeneralName | string)[]): Uint8Array {
  return extension(EXTENSION.san, sanValue(...names))
}

/** A bare string is a DNS name. */
function sanValue(...names: readonly (GeneralName | string)[]): Uint8Array {
  return sequence(...names.map((one) => generalName(typeof one === 'string' ? ['dns', one] : one)))
}

const GENERAL_NAME = { email: 1, dns: 2, uri: 6, ip: 7 } as const

function generalName([type, text]: GeneralName): Uint8Array {
  const bytes = type === 'ip' ? (parseIp(text) ?? new Uint8Array(0)) : Buffer.from(text, 'latin1')
  return element(contextTag(GENERAL_NAME[type], 'primitive'), bytes)
}

export interface Constraints {
  readonly permitted?: readonly (GeneralName | Uint8Array)[]
  readonly excluded?: readonly (GeneralName | Uint8Array)[]
}

/** `ip` as `10.0.0.0/8`. */
export function nameConstraints(constraints: Constraints, critical = true): Uint8Array {
  return extension(EXTENSION.nameConstraints, constraintsValue(constraints), critical)
}

export function constraintsValue({ permitted, excluded }: Constraints): Uint8Array {
  const group = (tag: number, names: Constraints['permitted']) =>
    names === undefined ? [] : [element(contextTag(tag, 'constructed'), ...names.map(subtree))]
  return sequence(...group(0, permitted), ...group(1, excluded))
}

function subtree(base: GeneralName | Uint8Array): Uint8Array {
  if (base instanceof Uint8Array) return sequence(base)
  const [type, text] = base
  return sequence(type === 'ip' ? element(contextTag(7, 'primitive'), rangeOf(text)) : generalName(base))
}

function rangeOf(text: string): Uint8Array {
  const [address = '', prefix = '0'] = text.split('/')
  const octets = parseIp(address) ?? new Uint8Array(0)
  const mask = octets.map((_, i) => 256 - 2 ** (8 - Math.max(0, Math.min(8, Number(prefix) - 8 * i))))
  return Uint8Array.from([...octets, ...mask])
}

export function policies(...oids: readonly string[]): Uint8Array {
  return extension(EXTENSION.policies, sequence(...oids.map((one) => sequence(oid(one)))))
}

export function policyMappings(...pairs: readonly (readonly [issuer: string, subject: string])[]): Uint8Array {
  const value = sequence(...pairs.map(([issuer, subject]) => sequence(oid(issuer), oid(subject))))
  return extension(EXTENSION.policyMappings, value, true)
}

export function policyConstraints(explicit: number | null, mapping: number | null = null): Uint8Array {
  const skip = (tag: number, value: number | null) =>
    value === null ? [] : [element(contextTag(tag, 'primitive'), integer(value).subarray(2))]
  return extension(EXTENSION.policyConstraints, sequence(...skip(0, explicit), ...skip(1, mapping)), true)
}

export function inhibitAnyPolicy(skip: number): Uint8Array {
  return extension(EXTENSION.inhibitAnyPolicy, integer(skip), true)
}

export const UNKNOWN_CRITICAL = extension('1.2.3.4', element(TAG.null), true)
