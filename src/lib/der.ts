import { TAG } from './der-encode.ts'

/** One DER element. `raw` includes the header; both are views on the input, not copies. */
export interface DerElement {
  readonly tag: number
  readonly contents: Uint8Array
  readonly raw: Uint8Array
}

/** Whether a component may begin with zeros (0x80), which X.690 section 8.19.2 forbids. */
export type OidPadding = 'refused' | 'allowed'

export interface BitString {
  readonly bytes: Uint8Array
  readonly bitLength: number
}

/**
 * Reads DER from the front of some bytes. Strict: definite minimal lengths of at most four octets, low tag numbers,
 * minimal integers. A method that cannot read gives `null` and leaves the position where it was.
 * Models golang.org/x/crypto/cryptobyte String, because what Go refuses must be refused here. Rules: X.690 section 10.
 */
export class DerReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get empty(): boolean {
    return this.#at >= this.#bytes.length
  }

  /** What is left. */
  get rest(): Uint8Array {
    return this.#bytes.subarray(this.#at)
  }

  nextIs(tag: number): boolean {
    return !this.empty && this.#bytes[this.#at] === tag
  }

  any(): DerElement | null {
    const found = elementAt(this.#bytes, this.#at)
    if (found !== null) this.#at += found.raw.length
    return found
  }

  element(tag: number): DerElement | null {
    return this.nextIs(tag) ? this.any() : null
  }

  /** A reader on the contents of the next element. */
  enter(tag: number): DerReader | null {
    const found = this.element(tag)
    return found === null ? null : new DerReader(found.contents)
  }

  integer(): bigint | null {
    return this.#read(() => {
      const contents = this.element(TAG.integer)?.contents
      return contents === undefined ? null : integerValue(contents)
    })
  }

  /** An integer that fits Go's `int`: at most 64 bits. */
  int64(): bigint | null {
    return this.#read(() => {
      const value = this.integer()
      return value === null || BigInt.asIntN(64, value) !== value ? null : value
    })
  }

  boolean(): boolean | null {
    return this.#read(() => {
      const contents = this.element(TAG.boolean)?.contents
      if (contents?.length !== 1) return null
      return contents[0] === 0xff ? true : contents[0] === 0 ? false : null
    })
  }

  oid(padding: OidPadding = 'refused'): string | null {
    return this.#read(() => {
      const contents = this.element(TAG.oid)?.contents
      return contents === undefined ? null : oidText(contents, padding)
    })
  }

  bitString(): BitString | null {
    return this.#read(() => {
      const contents = this.element(TAG.bitString)?.contents
      return contents === undefined ? null : bitStringValue(contents)
    })
  }

  #read<T>(attempt: () => T | null): T | null {
    const start = this.#at
    const value = attempt()
    if (value === null) this.#at = start
    return value
  }
}

/** Contents octets of an INTEGER; `null` where they are empty or not minimal (X.690 section 8.3.2). */
export function integerValue(contents: Uint8Array): bigint | null {
  const [first, second] = contents
  if (first === undefined) return null
  if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) return null
  const magnitude = unsignedValue(contents)
  return first >= 0x80 ? magnitude - (1n << BigInt(contents.length * 8)) : magnitude
}

/** Octets as an unsigned big-endian number. */
export function unsignedValue(octets: Uint8Array): bigint {
  if (octets.length === 0) return 0n
  return BigInt(`0x${Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('hex')}`)
}

/**
 * Contents octets of an OBJECT IDENTIFIER in dotted decimals; `null` where they are empty, cut short, not minimal or
 * hold a component of 31 bits or more (cryptobyte's limit).
 */
export function oidText(contents: Uint8Array, padding: OidPadding = 'refused'): string | null {
  const components: number[] = []
  let value = 0
  let octetsOfComponent = 0
  for (const octet of contents) {
    if (value >= 1 << 24 || (octetsOfComponent === 0 && octet === 0x80 && padding === 'refused')) return null
    value = value * 128 + (octet & 0x7f)
    octetsOfComponent++
    if (octet >= 0x80) continue
    components.push(value)
    value = 0
    octetsOfComponent = 0
  }
  const [first, ...others] = components
  if (first === undefined || octetsOfComponent > 0) return null
  const arc = Math.min(2, Math.floor(first / 40))
  return [arc, first - arc * 40, ...others].join('.')
}

function bitStringValue(contents: Uint8Array): BitString | null {
  const unused = contents[0]
  if (unused === undefined || unused > 7) return null
  const bytes = contents.subarray(1)
  const last = bytes.at(-1)
  if (last === undefined ? unused !== 0 : (last & ((1 << unused) - 1)) !== 0) return null
  return { bytes, bitLength: bytes.length * 8 - unused }
}

function elementAt(bytes: Uint8Array, start: number): DerElement | null {
  const tag = bytes[start]
  const length = bytes[start + 1]
  if (tag === undefined || length === undefined || (tag & 0x1f) === 0x1f) return null
  const header = headerAt(bytes, start, length)
  if (header === null || start + header.size + header.length > bytes.length) return null
  const raw = bytes.subarray(start, start + header.size + header.length)
  return { tag, contents: raw.subarray(header.size), raw }
}

function headerAt(
  bytes: Uint8Array,
  start: number,
  lengthOctet: number,
): { readonly size: number; readonly length: number } | null {
  if (lengthOctet < 0x80) return { size: 2, length: lengthOctet }
  const count = lengthOctet & 0x7f
  const octets = bytes.subarray(start + 2, start + 2 + count)
  if (count === 0 || count > 4 || octets.length < count || octets[0] === 0) return null
  const length = octets.reduce((sum, octet) => sum * 256 + octet, 0)
  return length < 0x80 ? null : { size: 2 + count, length }
}
