import { parseIp } from '../lib/ip.ts'
import { withoutEnd } from '../lib/without-end.ts'

/**
 * What Go sends as SNI for a server name: nothing for an IP address, no zone, no trailing dots.
 * Models hostnameInSNI of crypto/tls. RFC 6066 section 3.
 */
export function sniOf(serverName: string): string | null {
  const bare = serverName.startsWith('[') && serverName.endsWith(']') ? serverName.slice(1, -1) : serverName
  const zone = bare.lastIndexOf('%')
  const host = zone > 0 ? bare.slice(0, zone) : bare
  if (parseIp(host) !== null) return null
  return withoutEnd(bare, '.') || null
}
