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

/** Models net.IPNet.Contains: an IPv4 address never lies in an IPv6 range, mapped or not. */
export function cidrContains(range: Cidr, address: Uint8Array): boolean {
  const ip = asIpv4(address) ?? address
  if (ip.length !== range.network.length) return false
  for (let bit = 0; bit < range.bits; bit++) {
    const mask = 0x80 >> (bit % 8)
    const octet = Math.floor(bit / 8)
    if (((ip[octet] ?? 0) & mask) !== ((range.network[octet] ?? 0) & mask)) return false
  }
  return true
}
