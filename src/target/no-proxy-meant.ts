import { parseIp } from '../lib/ip.ts'
import type { NoProxyEntry } from './proxy-choice.ts'

type Reason = NoProxyEntry['reason']

interface Meant {
  readonly looksMeant: boolean
  /** What would have to stand there instead. */
  readonly wouldMatch: string
  /** The reason, more exactly. */
  readonly because: Reason
}

interface Server {
  readonly host: string
  readonly port: number
}

/**
 * Whether an entry that does not match by Go's rules was meant for this server all the same: written as other
 * programs take it (`10.*`, `https://host`, `a;b`), or with a port, dot or bracket in the way.
 *
 * @param entry trimmed and in lower case
 * @param reason why Go leaves it
 */
export function meantFor(entry: string, server: Server, reason: Reason): Meant {
  const host = server.host.toLowerCase()
  const not = (because: Reason): Meant => ({ looksMeant: false, wouldMatch: host, because })
  const yes = (because: Reason, wouldMatch: string = host): Meant => ({ looksMeant: true, wouldMatch, because })
  const either = (because: Reason, meant: boolean, wouldMatch: string = host): Meant =>
    meant ? yes(because, wouldMatch) : not(because)

  if (reason === 'empty' || reason === 'cidr-needs-ip-host' || reason === 'cidr-does-not-contain') return not(reason)
  if (/[;\s|]/.test(entry)) {
    const parts = entry.split(/[;\s|]+/).filter((part) => part !== '')
    const meant = parts.some((part) => covers(part, host))
    return either('wrong-separator', meant, parts.join(','))
  }
  if (entry.includes('://')) return either('has-scheme', covers(hostOfUrl(entry), host))
  if (reason === 'subdomains-only') return yes(reason)
  if (reason === 'other-port') return yes(reason, entry.replace(/:[^:\]]*$/, ''))
  const bracketed = /^\[(.*)\]$/.exec(entry)?.[1]
  if (bracketed !== undefined) return either('bracketed-ipv6-without-port', bracketed === host)
  if (entry.replace(/^\*/, '').includes('*')) {
    return either('wildcard-inside', wildcardCovers(entry, host), withoutWildcard(entry, host))
  }
  if (isIpPrefix(entry))
    return either('ip-prefix', parseIp(host) !== null && host.startsWith(entry), cidrOfPrefix(entry))
  const dotless = (name: string): string => name.replace(/\.$/, '')
  if (entry.endsWith('.') !== host.endsWith('.') && covers(dotless(entry), dotless(host))) return yes('trailing-dot')
  return not(reason)
}

/** By the usual reading of such lists: the same name, or a domain above it. */
function covers(entry: string, host: string): boolean {
  const name = entry.replace(/^\*?\./, '').replace(/:\d+$/, '')
  return (
    name !== '' &&
    (name === host ||
      host.endsWith(`.${name}`) ||
      entry === '*' ||
      (entry.includes('*') && wildcardCovers(entry, host)))
  )
}

function hostOfUrl(entry: string): string {
  return (entry.split('://')[1] ?? '').split(/[/:]/, 1)[0] ?? ''
}

function wildcardCovers(entry: string, host: string): boolean {
  const pieces = entry.split('*')
  const [first = ''] = pieces
  const last = pieces.at(-1) ?? ''
  if (!host.startsWith(first) || !host.endsWith(last)) return false
  // In order, without backtracking: a list entry is not worth a regular expression made of foreign text.
  let at = first.length
  for (const piece of pieces.slice(1, -1)) {
    const found = host.indexOf(piece, at)
    if (found === -1) return false
    at = found + piece.length
  }
  return at <= host.length - last.length
}

function withoutWildcard(entry: string, host: string): string {
  const prefix = entry.split('*', 1)[0] ?? ''
  return isIpPrefix(prefix) && parseIp(host) !== null ? cidrOfPrefix(prefix) : host
}

function isIpPrefix(text: string): boolean {
  return /^(\d{1,3}\.){1,3}$/.test(text)
}

function cidrOfPrefix(prefix: string): string {
  const octets = prefix.split('.').filter((octet) => octet !== '')
  return `${[...octets, '0', '0', '0'].slice(0, 4).join('.')}/${octets.length * 8}`
}
