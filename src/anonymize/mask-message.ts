/**
 * A handshake message of a server without what tells whose it is: certificates, signatures, names of authorities, stapled
 * answers and keys. Its length and what judging reads of it stay, so that it still holds together, or still does not:
 * lengths, and the numbers of algorithms that were chosen. What stands where no such message has anything is filled with
 * ones, which are no length that fits.
 *
 * @param message with its four-byte header
 * @param tls13 whether it is one of TLS 1.3, where some types have another body
 */
export function maskMessage(type: number, message: Uint8Array, tls13: boolean): Uint8Array {
  if (KEPT.includes(type)) return message
  const mask = (tls13 ? MASKS_13[type] : undefined) ?? MASKS[type]
  const walk = new MaskingWalk(message.slice())
  walk.keep(4)
  if (mask === undefined) walk.hide(walk.left)
  else mask(walk)
  return walk.finish()
}

/** ServerHello, EncryptedExtensions, ServerHelloDone. */
const KEPT: readonly number[] = [2, 8, 14]

type Mask = (walk: MaskingWalk) => void

/** RFC 5246 sections 7.4.3 and 7.4.4, RFC 8422 section 5.4, RFC 5077 section 3.3, RFC 6066 section 8. */
const MASKS: Readonly<Record<number, Mask>> = {
  4: (walk) => {
    walk.keep(4)
    walk.vector(2)
  },
  12: (walk) => {
    walk.keep(3)
    walk.vector(1)
    walk.keep(2)
    walk.vector(2)
  },
  13: (walk) => {
    walk.vector(1)
    walk.vector(2)
    listOf(walk)
  },
  22: (walk) => {
    walk.keep(1)
    walk.vector(3)
  },
  24: (walk) => walk.keep(1),
}

/** RFC 8446 sections 4.3.2, 4.4.2, 4.4.3 and 4.6.1. */
const MASKS_13: Readonly<Record<number, Mask>> = {
  4: (walk) => {
    walk.keep(8)
    walk.vector(1)
    walk.vector(2)
    extensions(walk)
  },
  11: (walk) => {
    walk.vector(1)
    walk.within(walk.number(3), () => {
      while (walk.left > 0) {
        walk.vector(3)
        extensions(walk)
      }
    })
  },
  13: (walk) => {
    walk.vector(1)
    extensions(walk)
  },
  15: (walk) => {
    walk.keep(2)
    walk.vector(2)
  },
}

/** A length, and behind it things of somebody's with a length each. */
function listOf(walk: MaskingWalk): void {
  walk.within(walk.number(2), () => {
    while (walk.left > 0) walk.vector(2)
  })
}

function extensions(walk: MaskingWalk): void {
  walk.within(walk.number(2), () => {
    while (walk.left > 0) extension(walk.number(2), walk)
  })
}

function extension(type: number, walk: MaskingWalk): void {
  const octets = walk.number(2)
  if (type === STATUS_REQUEST) {
    walk.within(octets, () => {
      walk.keep(1)
      walk.vector(3)
    })
  } else if (type === SIGNED_CERTIFICATE_TIMESTAMP) walk.within(octets, () => listOf(walk))
  else walk.hide(octets)
}

const STATUS_REQUEST = 5
const SIGNED_CERTIFICATE_TIMESTAMP = 18

/** Goes once over a message and changes it in place; beyond its end nothing is there to be changed. */
class MaskingWalk {
  readonly #bytes: Uint8Array
  #at = 0
  #end: number

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#end = bytes.length
  }

  get left(): number {
    return this.#end - this.#at
  }

  keep(octets: number): void {
    this.#at = Math.min(this.#at + octets, this.#end)
  }

  hide(octets: number): void {
    const start = this.#at
    this.keep(octets)
    this.#bytes.fill(0, start, this.#at)
  }

  /** A number, which is kept. */
  number(octets: number): number {
    const start = this.#at
    this.keep(octets)
    return this.#bytes.subarray(start, this.#at).reduce((value, octet) => value * 256 + octet, 0)
  }

  /** A length, and so many octets of somebody's. */
  vector(octets: number): void {
    this.hide(this.number(octets))
  }

  /** What stands in so many octets; what is left of them is no part of it. */
  within(octets: number, mask: () => void): void {
    const outer = this.#end
    this.#end = Math.min(this.#at + octets, outer)
    mask()
    this.finish()
    this.#end = outer
  }

  finish(): Uint8Array {
    this.#bytes.fill(0xff, this.#at, this.#end)
    this.#at = this.#end
    return this.#bytes
  }
}
