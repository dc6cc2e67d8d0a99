import { asciiHost } from '../lib/ascii-host.ts'
import { parseIp, sameIp } from '../lib/ip.ts'
import { cidrContains, parseCidr } from './cidr.ts'
import { meantFor } from './no-proxy-meant.ts'
import type { NoProxyEntry } from './proxy-choice.ts'

/** The server that NO_PROXY is asked about. `host` without brackets. */
export interface NoProxyTarget {
  readonly host: string
  readonly port: number
}

/**
 * Every entry of a NO_PROXY list with its answer, in order, empty ones included.
 * Models golang.org/x/net/http/httpproxy (config.init and useProxy) together with client-go's
 * NewProxierWithNoProxyCIDR, which reads CIDRs more leniently. Names are never resolved.
 *
 * @param domainsMatchAddresses an entry like `.1.2.3` matches the end of an IP address, as until Go 1.24.1
 */
export function readNoProxy(
  list: string,
  target: NoProxyTarget,
  domainsMatchAddresses = false,
): readonly NoProxyEntry[] {
  return list.split(',').map((text) => readEntry(text, target, domainsMatchAddresses))
}

/** Go never uses a proxy for these, whatever NO_PROXY says. `LOCALHOST` is no such name. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost') return true
  const ip = parseIp(withoutZone(host))
  if (ip === null) return false
  return (
    sameIp(ip, Uint8Array.of(127, ...ip.slice(-3))) || sameIp(ip, Uint8Array.from([...Array<number>(15).fill(0), 1]))
  )
}

function readEntry(text: string, target: NoProxyTarget, domainsMatchAddresses: boolean): NoProxyEntry {
  const entry = text.trim().toLowerCase()
  const reason = reasonOf(entry, target, domainsMatchAddresses)
  if (reason === 'matches') return { text, matches: true, reason, looksMeant: true, wouldMatch: null }
  const { looksMeant, wouldMatch, because } = meantFor(entry, target, reason)
  return { text, matches: false, reason: because, looksMeant, wouldMatch: looksMeant ? wouldMatch : null }
}

function reasonOf(entry: string, target: NoProxyTarget, domainsMatchAddresses: boolean): NoProxyEntry['reason'] {
  if (entry === '') return 'empty'
  if (entry === '*') return 'matches'
  const ip = parseIp(withoutZone(target.host))
  if (entry.includes('/')) {
    const range = parseCidr(entry, true)
    if (range !== null) {
      if (ip === null) return 'cidr-needs-ip-host'
      return cidrContains(range, ip) ? 'matches' : 'cidr-does-not-contain'
    }
  }
  const { host, port } = hostAndPort(entry)
  if (host === '') return 'other-host'
  const portFits = port === '' || port === String(target.port)
  const address = parseIp(host)
  if (address !== null) {
    if (ip === null || !sameIp(address, ip)) return 'other-host'
    return portFits ? 'matches' : 'other-port'
  }
  if (ip !== null && !domainsMatchAddresses) return 'other-host'
  return domainReason(host, portFits, target.host.trim().toLowerCase())
}

function domainReason(host: string, portFits: boolean, name: string): NoProxyEntry['reason'] {
  const domain = host.startsWith('*.') ? host.slice(1) : host
  const suffix = asciiHost(domain.startsWith('.') ? domain : `.${domain}`)
  const itself = name === suffix.slice(1)
  if (domain.startsWith('.') && itself) return 'subdomains-only'
  if (!name.endsWith(suffix) && !itself) return 'other-host'
  return portFits ? 'matches' : 'other-port'
}

/** net.SplitHostPort: where it fails, the whole entry is the host, so that `[::1]` without a port stays in brackets. */
function hostAndPort(entry: string): { readonly host: string; readonly port: string } {
  const bracketed = /^\[([^\]]*)\]:([^:]*)$/.exec(entry)
  if (bracketed !== null) return { host: bracketed[1] ?? '', port: bracketed[2] ?? '' }
  const plain = /^([^:[\]]*):([^:[\]]*)$/.exec(entry)
  if (plain !== null) return { host: plain[1] ?? '', port: plain[2] ?? '' }
  return { host: entry, port: '' }
}

function withoutZone(host: string): string {
  return host.split('%', 1)[0] ?? ''
}
