import { parseAddrError } from '../../lib/parse-addr.ts'
import { quote } from '../../lib/quote.ts'

/** `error` is url.Parse's whole text: `parse "http://[bad": missing ']' in host`. */
export type ParsedUri = { readonly ok: true; readonly host: string } | { readonly ok: false; readonly error: string }

/**
 * The host (with port, unescaped) of a URI as Go reads it, or why Go does not. Models net/url Parse for what can be
 * wrong with it; `text` is ASCII, since a SAN is an IA5String.
 *
 * @param strictBrackets brackets hold an IPv6 address and nothing else
 */
export function parseUri(text: string, strictBrackets: boolean): ParsedUri {
  const [beforeFragment = '', ...fragment] = text.split('#')
  const parsed = hostOf(beforeFragment, strictBrackets)
  if (parsed.problem !== null) return wrong(beforeFragment, parsed.problem)
  const escapeProblem = badEscape(fragment.join('#'))
  return escapeProblem === null ? { ok: true, host: parsed.host } : wrong(text, escapeProblem)
}

function wrong(text: string, problem: string): ParsedUri {
  return { ok: false, error: `parse ${quote(text)}: ${problem}` }
}

interface HostResult {
  readonly host: string
  readonly problem: string | null
}

const NO_HOST: HostResult = { host: '', problem: null }

function problem(text: string): HostResult {
  return { host: '', problem: text }
}

function hostOf(text: string, strictBrackets: boolean): HostResult {
  if (/[\0-\x1f\x7f]/.test(text)) return problem('net/url: invalid control character in URL')
  if (text.startsWith(':')) return problem('missing protocol scheme')
  const scheme = /^[A-Za-z][A-Za-z0-9+\-.]*(?=:)/.exec(text)?.[0] ?? ''
  const rest = (scheme === '' ? text : text.slice(scheme.length + 1)).replace(/\?.*$/s, '')
  if (!rest.startsWith('/')) {
    if (scheme !== '') return NO_HOST
    if (rest.split('/', 1)[0]?.includes(':')) return problem('first path segment in URL cannot contain colon')
  }
  const hasAuthority = rest.startsWith('//') && (scheme !== '' || !rest.startsWith('///'))
  if (!hasAuthority) return pathResult(NO_HOST, rest)
  const slash = rest.indexOf('/', 2)
  const authority = slash === -1 ? rest.slice(2) : rest.slice(2, slash)
  return pathResult(authorityHost(authority, strictBrackets), slash === -1 ? '' : rest.slice(slash))
}

function pathResult(host: HostResult, path: string): HostResult {
  if (host.problem !== null) return host
  const escapeProblem = badEscape(path)
  return escapeProblem === null ? host : problem(escapeProblem)
}

function authorityHost(authority: string, strictBrackets: boolean): HostResult {
  const at = authority.lastIndexOf('@')
  const host = readHost(authority.slice(at + 1), strictBrackets)
  if (host.problem !== null || at === -1) return host
  const userinfo = authority.slice(0, at)
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(userinfo)) return problem('net/url: invalid userinfo')
  const escapeProblem = badEscape(userinfo)
  return escapeProblem === null ? host : problem(escapeProblem)
}

function readHost(host: string, strictBrackets: boolean): HostResult {
  const bracketed = host.startsWith('[')
  const bracket = host.lastIndexOf(']')
  if (bracketed && bracket === -1) return problem("missing ']' in host")
  const colon = host.lastIndexOf(':')
  const port = bracketed ? host.slice(bracket + 1) : colon === -1 ? '' : host.slice(colon)
  if (!/^(?::\d*)?$/.test(port)) return problem(`invalid port ${quote(port)} after host`)
  const zone = bracketed ? host.slice(0, bracket).indexOf('%25') : -1
  const read = zone === -1 ? unescapeHost(host) : unescapeZone(host, zone, bracket)
  if (!strictBrackets || !bracketed || read.problem !== null) return read
  const addressProblem = bracketProblem(read.host.slice(1, read.host.lastIndexOf(']')))
  return addressProblem === null ? read : problem(addressProblem)
}

/** RFC 3986 section 3.2.2: an IP literal is an IPv6 address. */
function bracketProblem(literal: string): string | null {
  const addressError = parseAddrError(literal)
  if (addressError !== null) return `invalid host: ${addressError}`
  return literal.includes(':') ? null : 'invalid IP-literal'
}

/** RFC 6874: what follows `%25` in brackets may hold any escape. */
function unescapeZone(host: string, zone: number, bracket: number): HostResult {
  const parts = [host.slice(0, zone), host.slice(bracket)].map(unescapeHost)
  const failed = parts.find((part) => part.problem !== null)
  if (failed !== undefined) return failed
  const escapeProblem = badEscape(host.slice(zone, bracket))
  if (escapeProblem !== null) return problem(escapeProblem)
  return { host: `${parts[0]?.host}${unescapeOctets(host.slice(zone, bracket))}${parts[1]?.host}`, problem: null }
}

/** In a host only octets above 0x7f (and `%25`) may be escaped, and only RFC 3986 section 3.2.2's characters stand. */
function unescapeHost(host: string): HostResult {
  const escapeProblem = badEscape(host)
  if (escapeProblem !== null) return problem(escapeProblem)
  const ascii = host.match(/%[0-7][0-9A-Fa-f]/g)?.find((escaped) => escaped !== '%25')
  if (ascii !== undefined) return problem(`invalid URL escape ${quote(ascii)}`)
  const stranger = /[^A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"%]/.exec(host)?.[0]
  if (stranger !== undefined) return problem(`invalid character ${quote(stranger)} in host name`)
  return { host: unescapeOctets(host), problem: null }
}

function unescapeOctets(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
}

/** Go names the percent sign with the two characters after it. */
function badEscape(text: string): string | null {
  const at = text.search(/%(?![0-9A-Fa-f]{2})/)
  return at === -1 ? null : `invalid URL escape ${quote(text.slice(at, at + 3))}`
}
