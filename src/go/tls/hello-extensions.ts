import type { Behaviours } from '../../release/release.ts'
import { type RawServerHello, uint16 } from './server-hello.ts'

/**
 * Whether every extension of a ServerHello has the shape that Go wants of those it knows; others may hold anything.
 * Models crypto/tls serverHelloMsg.unmarshal.
 */
export function extensionsHoldTogether(hello: RawServerHello, { serverHello }: Behaviours): boolean {
  const types = hello.extensions.map(({ type }) => type)
  if (serverHello.refuseTwice && new Set(types).size < types.length) return false
  return hello.extensions.every(({ type, data }) => {
    if (type === MASTER_SECRET && !serverHello.knowsMasterSecret) return true
    // A HelloRetryRequest names the group alone.
    if (type === KEY_SHARE) return data.length === 2 || isShare(data)
    return SHAPES[type]?.(data) ?? true
  })
}

const MASTER_SECRET = 0x0017
const KEY_SHARE = 0x0033

type Shape = (data: Uint8Array) => boolean

const empty: Shape = (data) => data.length === 0
const twoOctets: Shape = (data) => data.length === 2

/** RFC 6066, 7301, 8422, 5077, 7627, 5746, 6962 and 8446, by extension number. */
const SHAPES: Readonly<Record<number, Shape>> = {
  0: empty,
  5: empty,
  11: (data) => data.length > 1 && data[0] === data.length - 1,
  16: isOneProtocol,
  23: empty,
  35: empty,
  41: twoOctets,
  43: twoOctets,
  44: (data) => data.length > 2 && uint16(data, 0) === data.length - 2,
  65281: (data) => data[0] === data.length - 1,
}

/** A list of exactly one name, which is not empty. */
function isOneProtocol(data: Uint8Array): boolean {
  const length = data[2] ?? 0
  return uint16(data, 0) === data.length - 2 && length > 0 && length === data.length - 3
}

function isShare(data: Uint8Array): boolean {
  return data.length >= 4 && uint16(data, 2) === data.length - 4
}
