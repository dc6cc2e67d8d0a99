import { concatBytes } from './bytes.ts'

/** Universal tags of X.680 section 8.6, with the constructed bit where DER sets it. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  t61String: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const

/** A context-specific tag (X.690 section 8.1.2); only low tag numbers exist in certificates. */
export function contextTag(number: number, form: 'primitive' | 'constructed'): number {
  return 0x80 | number | (form === 'constructed' ? 0x20 : 0)
}

/** One element: identifier octet, definite minimal length, contents (X.690 section 10.1). */
export function element(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const body = concatBytes(...contents)
  return concatBytes(Uint8Array.of(tag), lengthOctets(body.length), body)
}

export function sequence(...members: readonly Uint8Array[]): Uint8Array {
  return element(TAG.sequence, ...members)
}

export function integer(value: bigint | number): Uint8Array {
  return element(TAG.integer, signedOctets(BigInt(value)))
}

export function boolean(value: boolean): Uint8Array {
  return element(TAG.boolean, Uint8Array.of(value ? 0xff : 0x00))
}

export function octetString(bytes: Uint8Array): Uint8Array {
  return element(TAG.octetString, bytes)
}

/** `unusedBits`: how many of the last octet's low bits do not count. */
export function bitString(bytes: Uint8Array, unusedBits = 0): Uint8Array {
  return element(TAG.bitString, Uint8Array.of(unusedBits), bytes)
}

/** Named bits, bit 0 first, without trailing zero bits as DER wants them (X.690 section 11.2.2). */
export function namedBits(positions: readonly number[]): Uint8Array {
  if (positions.length === 0) return bitString(new Uint8Array(0))
  const highest = Math.max(...positions)
  const octets = new Uint8Array((highest >> 3) + 1)
  for (const position of positions) octets[position >> 3] = (octets[position >> 3] ?? 0) | (0x80 >> (position & 7))
  return bitString(octets, 7 - (highest & 7))
}

/** `text` in dotted decimals. */
export function oid(text: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  return element(TAG.oid, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)))
}

export function utf8String(text: string): Uint8Array {
  return element(TAG.utf8String, new TextEncoder().encode(text))
}

/** UTCTime up to 2049, GeneralizedTime from then on (RFC 5280 section 4.1.2.5). */
export function time(at: Date): Uint8Array {
  const digits = at
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(/[-:T]/g, '')
  const year = at.getUTCFullYear()
  const ascii = new TextEncoder()
  if (year >= 1950 && year < 2050) return element(TAG.utcTime, ascii.encode(digits.slice(2)))
  return element(TAG.generalizedTime, ascii.encode(digits))
}

function lengthOctets(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length)
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return Uint8Array.of(0x80 | octets.length, ...octets)
}

/** Two's complement, as short as it goes (X.690 section 8.3); in time that grows with the length, for peers choose it. */
function signedOctets(value: bigint): Uint8Array {
  const magnitude = value < 0n ? -value - 1n : value
  const digits = magnitude.toString(16)
  const unsigned = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex')
  const octets = (unsigned[0] ?? 0) < 0x80 ? unsigned : Buffer.concat([Uint8Array.of(0), unsigned])
  return Uint8Array.from(value < 0n ? octets.map((octet) => octet ^ 0xff) : octets)
}

function base128(value: number): readonly number[] {
  const octets = [value % 128]
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) octets.unshift(0x80 | (rest % 128))
  return octets
}
