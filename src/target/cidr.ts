import { asIpv4, parseIp } from '../lib/ip.ts'

/** An address range. `bits` counts within `network`, 4 or 16 octets long. */
export interface Cidr {
  readonly network: Uint8Array
  readonly bits: number
}

/** Models net.ParseCIDR; with `sloppy` leading zeros of IPv4 octets pass, as client-go's own NO_PROXY reading allows. */
export function parseCidr(text: string, sloppy: boolean): Cidr | null {
  const slash = text.indexOf('/')
  if (slash === -1) return null
  const address = text.slice(0, slash)
  const network = parseIp(sloppy ? address.replace(/(^|\.)0+(?=\d)/g, '$1') : address)
  const length = text.slice(slash + 1)
  if (network === null || !/^\d{1,3}$/.test(length)) return null
  const bits = Number(length)
  return bits <= network.length * 8 ? { network, bits } : null
}

/** Models net.IPNet.Contains: an IPv4 address lies in no IPv6 range but in one of mapped addresses (`::ffff:192.0.2.0/120`). */
export function cidrContains(range: Cidr, address: Uint8Array): boolean {
  const ip = asIpv4(address) ?? address
  const { network, bits } = unmapped(range)
  if (ip.length !== network.length) return false
  for (let bit = 0; bit < bits; bit++) {
    const mask = 0x80 >> (bit % 8)
    const octet = Math.floor(bit / 8)
    if (((ip[octet] ?? 0) & mask) !== ((network[octet] ?? 0) & mask)) return false
  }
  return true
}

const MAPPED_BITS = 96

function unmapped({ network, bits }: Cidr): Cidr {
  const mapped = network.length === 16 && bits >= MAPPED_BITS ? asIpv4(network) : null
  return mapped === null ? { network, bits } : { network: mapped, bits: bits - MAPPED_BITS }
}
