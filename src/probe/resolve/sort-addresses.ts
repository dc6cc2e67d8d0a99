import { createSocket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import { asIpv4, parseIp } from '../../lib/ip.ts'

/**
 * Orders addresses as Go's resolver does before it dials (net.sortByRFC6724): those this machine has a way to first,
 * then by matching scope, matching label, precedence and smaller scope (RFC 6724 section 6, rules 1, 2, 5, 6 and 8).
 * Nothing is sent: connecting a UDP socket only asks the kernel for the source address.
 */
export async function sortByReachability(addresses: readonly string[]): Promise<readonly string[]> {
  if (addresses.length < 2) return addresses
  const candidates = await Promise.all(
    addresses.map(async (address) => {
      const source = await sourceFor(address)
      return { address, source, to: classify(address), from: source === null ? null : classify(source) }
    }),
  )
  return candidates.toSorted(compare).map(({ address }) => address)
}

interface Class {
  readonly scope: number
  readonly precedence: number
  readonly label: number
}

interface Candidate {
  readonly address: string
  readonly to: Class
  readonly from: Class | null
}

function compare(a: Candidate, b: Candidate): number {
  const flag = (test: (candidate: Candidate) => boolean) => Number(test(b)) - Number(test(a))
  return (
    flag((candidate) => candidate.from !== null) ||
    flag((candidate) => candidate.from?.scope === candidate.to.scope) ||
    flag((candidate) => candidate.from?.label === candidate.to.label) ||
    b.to.precedence - a.to.precedence ||
    a.to.scope - b.to.scope
  )
}

function sourceFor(address: string): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>()
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4')
  const finish = (source: string | null) => {
    resolve(source)
    socket.close()
  }
  socket.once('error', () => finish(null))
  socket.once('connect', () => finish(socket.address().address))
  socket.connect(9, address)
  return promise
}

const LINK_LOCAL = 0x2
const SITE_LOCAL = 0x5
const GLOBAL = 0xe

/** RFC 6724 section 2.1 (policy table) and 3.1 (scopes). */
function classify(address: string): Class {
  const octets = parseIp(address.replace(/%.*$/, '')) ?? new Uint8Array(16)
  const v4 = asIpv4(octets)
  if (v4 !== null) {
    const local = v4[0] === 127 || (v4[0] === 169 && v4[1] === 254)
    return { scope: local ? LINK_LOCAL : GLOBAL, precedence: 35, label: 4 }
  }
  const [first = 0, second = 0] = octets
  if (octets.every((octet, i) => octet === (i === 15 ? 1 : 0))) return { scope: LINK_LOCAL, precedence: 50, label: 0 }
  const scope = first === 0xfe && second >= 0x80 ? ((second & 0xc0) === 0x80 ? LINK_LOCAL : SITE_LOCAL) : GLOBAL
  if (first === 0x20 && second === 0x02) return { scope, precedence: 30, label: 2 }
  if (first === 0x20 && second === 0x01 && octets[2] === 0 && octets[3] === 0) return { scope, precedence: 5, label: 5 }
  if ((first & 0xfe) === 0xfc) return { scope, precedence: 3, label: 13 }
  return { scope, precedence: 40, label: 1 }
}
