import { asIpv4, parseIp } from '../../lib/ip.ts'

/**
 * What the kind of an address says about where it can be reached from; `[]` for names and public addresses.
 * RFC 1918, RFC 3927, RFC 4193, RFC 6598, RFC 5737.
 */
export function addressNotes(host: string | undefined): readonly string[] {
  if (host === undefined) return []
  if (host === 'localhost') return [LOOPBACK(host)]
  const octets = parseIp(host)
  if (octets === null) return []
  const v4 = asIpv4(octets)
  const kind = v4 === null ? kindOfV6(octets) : kindOfV4(v4)
  return kind === null ? [] : [kind(host)]
}

type Note = (host: string) => string

const LOOPBACK: Note = (host) =>
  `${host} is this machine itself: a local cluster, a tunnel or a port forward; Go never sends it through a proxy variable.`
const PRIVATE: Note = (host) => `${host} is a private address: it is reached inside its network or over a VPN only.`
const LINK_LOCAL: Note = (host) => `${host} is a link-local address: it does not cross a router.`
const RESERVED: Note = (host) => `${host} is reserved or for documentation: no server has it.`

function kindOfV4([a = 0, b = 0, c = 0]: Uint8Array): Note | null {
  if (a === 127) return LOOPBACK
  if (a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168)) return PRIVATE
  if (a === 100 && b >= 64 && b < 128) return PRIVATE
  if (a === 169 && b === 254) return LINK_LOCAL
  const documentation = (a === 192 && b === 0 && c === 2) || (a === 198 && b === 51 && c === 100)
  return documentation || (a === 203 && b === 0 && c === 113) || a >= 240 || a === 0 ? RESERVED : null
}

function kindOfV6(octets: Uint8Array): Note | null {
  const [a = 0, b = 0, c = 0, d = 0] = octets
  if (octets.every((octet, index) => octet === (index === 15 ? 1 : 0))) return LOOPBACK
  if ((a & 0xfe) === 0xfc) return PRIVATE
  if (a === 0xfe && (b & 0xc0) === 0x80) return LINK_LOCAL
  return a === 0x20 && b === 0x01 && c === 0x0d && d === 0xb8 ? RESERVED : null
}
