import { parseAddrError } from '../lib/parse-addr.ts'
import { NEWEST_KUBECONFIG_BEHAVIOURS, type UrlBehaviours } from '../release/kubeconfig-behaviours.ts'
import { HOST_CHARACTERS } from './go-url-text.ts'

/** What net/url's Parse makes of a text. `host` holds the port as written; escapes are undone. */
export interface GoUrl {
  readonly scheme: string
  readonly opaque: string
  readonly user: { readonly username: string; readonly password: string | null } | null
  readonly host: string
  readonly path: string
}

export type ParsedGoUrl = { readonly ok: true; readonly url: GoUrl } | { readonly ok: false; readonly error: string }

/**
 * Parses a URL as Go does. The rules differ from WHATWG's in what they refuse and in what they take for a host, and
 * kubectl prints them. RFC 3986 with the exceptions of net/url's documentation.
 *
 * @param rules what differs between releases of Go
 * @returns the parts, or Go's error without `parse "…": `
 */
export function parseGoUrl(raw: string, rules: UrlBehaviours = NEWEST_KUBECONFIG_BEHAVIOURS.url): ParsedGoUrl {
  try {
    return { ok: true, url: parse(raw.split('#', 1)[0] ?? '', raw, rules) }
  } catch (problem) {
    if (problem instanceof UrlProblem) return { ok: false, error: problem.message }
    throw problem
  }
}

/** Models URL.Hostname and URL.Port: brackets and a numeric port taken off. */
export function splitHostPort(host: string): { readonly hostname: string; readonly port: string } {
  const colon = host.lastIndexOf(':')
  const hasPort = colon !== -1 && isOptionalPort(host.slice(colon))
  const name = hasPort ? host.slice(0, colon) : host
  const bare = name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name
  return { hostname: bare, port: hasPort ? host.slice(colon + 1) : '' }
}

class UrlProblem extends Error {
  override readonly name = 'UrlProblem'
}

function parse(withoutFragment: string, raw: string, rules: UrlBehaviours): GoUrl {
  if (/[\u0000-\u001f\u007f]/.test(raw)) throw new UrlProblem('net/url: invalid control character in URL')
  const { scheme, rest: afterScheme } = splitScheme(withoutFragment)
  const rest = afterScheme.split('?', 1)[0] ?? ''
  const none: GoUrl = { scheme, opaque: '', user: null, host: '', path: '' }
  if (!rest.startsWith('/')) {
    if (scheme !== '') return { ...none, opaque: rest }
    if ((rest.split('/', 1)[0] ?? '').includes(':')) {
      throw new UrlProblem('first path segment in URL cannot contain colon')
    }
  }
  if (!rest.startsWith('//') || (scheme === '' && rest.startsWith('///'))) {
    return { ...none, path: decodeEscapes(rest, 'path') }
  }
  const slash = rest.indexOf('/', 2)
  const authority = slash === -1 ? rest.slice(2) : rest.slice(2, slash)
  const oneColon = rules.oneColon && /^https?$/.test(scheme)
  const named = parseAuthority(authority, { ...rules, oneColon })
  return { ...none, ...named, path: slash === -1 ? '' : decodeEscapes(rest.slice(slash), 'path') }
}

function splitScheme(raw: string): { readonly scheme: string; readonly rest: string } {
  const match = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(raw)
  if (match !== null) return { scheme: (match[1] ?? '').toLowerCase(), rest: raw.slice(match[0].length) }
  if (raw.startsWith(':')) throw new UrlProblem('missing protocol scheme')
  return { scheme: '', rest: raw }
}

function parseAuthority(authority: string, rules: UrlBehaviours): Pick<GoUrl, 'user' | 'host'> {
  const at = authority.lastIndexOf('@')
  const host = parseHost(authority.slice(at + 1), rules)
  if (at === -1) return { user: null, host }
  const userinfo = authority.slice(0, at)
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(userinfo)) throw new UrlProblem('net/url: invalid userinfo')
  const colon = userinfo.indexOf(':')
  const username = decodeEscapes(colon === -1 ? userinfo : userinfo.slice(0, colon), 'userinfo')
  const password = colon === -1 ? null : decodeEscapes(userinfo.slice(colon + 1), 'userinfo')
  return { user: { username, password }, host }
}

function parseHost(written: string, rules: UrlBehaviours): string {
  const open = written.lastIndexOf('[')
  if (open > 0 && rules.brackets === 'address-alone') throw new UrlProblem('invalid IP-literal')
  if (open === -1 || (open > 0 && rules.brackets === 'any')) {
    const colon = rules.oneColon ? written.indexOf(':') : written.lastIndexOf(':')
    if (colon !== -1) checkPort(written.slice(colon))
    return decodeEscapes(written, 'host')
  }
  const host = rules.brackets === 'any' ? written : written.slice(open)
  const decoded = decodeBracketed(host)
  if (rules.brackets !== 'any') checkAddress(decoded.slice(1, decoded.lastIndexOf(']')))
  return decoded
}

function decodeBracketed(host: string): string {
  const bracket = host.lastIndexOf(']')
  if (bracket === -1) throw new UrlProblem("missing ']' in host")
  checkPort(host.slice(bracket + 1))
  // RFC 6874: the zone stands behind %25.
  const zone = host.slice(0, bracket).indexOf('%25')
  if (zone === -1) return decodeEscapes(host, 'host')
  return (
    decodeEscapes(host.slice(0, zone), 'host') +
    decodeEscapes(host.slice(zone, bracket), 'zone') +
    decodeEscapes(host.slice(bracket), 'host')
  )
}

/** RFC 3986 section 3.2.2: an IP literal is an IPv6 address. */
function checkAddress(literal: string): void {
  const fault = parseAddrError(literal)
  if (fault !== null) throw new UrlProblem(`invalid host: ${fault}`)
  if (!literal.includes(':')) throw new UrlProblem('invalid IP-literal')
}

function checkPort(colonPort: string): void {
  if (!isOptionalPort(colonPort)) throw new UrlProblem(`invalid port ${JSON.stringify(colonPort)} after host`)
}

function isOptionalPort(text: string): boolean {
  return /^(:[0-9]*)?$/.test(text)
}

const HOST_CHARACTER = new RegExp(`[${HOST_CHARACTERS}]`)

function decodeEscapes(text: string, part: 'path' | 'userinfo' | 'host' | 'zone'): string {
  const bytes: number[] = []
  const input = Buffer.from(text, 'utf8')
  for (let at = 0; at < input.length; at++) {
    const byte = input[at] ?? 0
    const character = String.fromCharCode(byte)
    if (character === '%') {
      const escaped = input.subarray(at, at + 3).toString('latin1')
      if (!/^%[0-9a-fA-F]{2}$/.test(escaped)) throw new UrlProblem(`invalid URL escape ${JSON.stringify(escaped)}`)
      const value = Number.parseInt(escaped.slice(1), 16)
      // In a host only what is not ASCII may be escaped.
      if (part === 'host' && value < 0x80 && escaped !== '%25') {
        throw new UrlProblem(`invalid URL escape ${JSON.stringify(escaped)}`)
      }
      bytes.push(value)
      at += 2
      continue
    }
    if ((part === 'host' || part === 'zone') && byte < 0x80 && !HOST_CHARACTER.test(character)) {
      throw new UrlProblem(`invalid character ${JSON.stringify(character)} in host name`)
    }
    bytes.push(byte)
  }
  return Buffer.from(bytes).toString('utf8')
}
