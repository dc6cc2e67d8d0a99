import { asciiHost } from '../lib/ascii-host.ts'
import { joinHostPort } from '../lib/host-port.ts'
import { REDACTED, Secret } from '../lib/secret.ts'
import type { UrlBehaviours } from '../release/kubeconfig-behaviours.ts'
import type { ProxyEndpoint } from '../transcript/network-path.ts'
import { type GoUrl, parseGoUrl, splitHostPort } from './go-url.ts'

export { redactUrlPassword } from '../lib/url-password.ts'

export type UnknownProxyScheme = 'host' | 'scheme-as-host'

/**
 * The value of a proxy variable as Go reads it: `http://` is put before what does not parse or names no scheme and
 * host, which makes strange hosts of some mistakes (`http://h:abc` leads to a host `http`).
 * Models parseProxy of golang.org/x/net/http/httpproxy.
 *
 * @returns `null` where nothing parses: Go then uses no proxy at all
 */
export function readProxyVariable(
  value: string,
  unknownScheme: UnknownProxyScheme,
  rules?: UrlBehaviours,
): ProxyEndpoint | null {
  const direct = parseGoUrl(value, rules)
  if (direct.ok && isAcceptable(direct.url, unknownScheme)) return endpointOf(direct.url)
  const prefixed = parseGoUrl(`http://${value}`, rules)
  if (prefixed.ok) return endpointOf(prefixed.url)
  return direct.ok ? endpointOf(direct.url) : null
}

/** Older copies of httpproxy knew three schemes by name, newer ones take any URL with a host. */
function isAcceptable(url: GoUrl, unknownScheme: UnknownProxyScheme): boolean {
  if (unknownScheme === 'host') return url.scheme !== '' && url.host !== ''
  return url.scheme === 'http' || url.scheme === 'https' || url.scheme === 'socks5'
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, socks5: 1080, socks5h: 1080 }

/** A proxy's URL as net/http's Transport uses it: a scheme it does not know is spoken to as an HTTP proxy. */
export function endpointOf(url: GoUrl): ProxyEndpoint {
  const { hostname, port } = splitHostPort(url.host)
  const kind = url.scheme === 'https' ? 'https-proxy' : url.scheme.startsWith('socks5') ? 'socks5' : 'http-proxy'
  const portNumber = port === '' ? (DEFAULT_PORTS[url.scheme] ?? 0) : Number(port)
  const host = hostname === '' ? 'localhost' : asciiHost(hostname)
  return {
    kind,
    host,
    port: portNumber,
    credentials: url.user === null ? null : credentialsOf(url.user, kind),
    url: `${url.scheme}://${userinfo(url)}${joinHostPort(host, portNumber)}`,
  }
}

/**
 * Of a user name that holds a colon, HTTP's Basic authentication takes what follows for the password: the same bytes go out
 * (`name:password`), and no part of a password stands where a name is shown. SOCKS sends the two apart.
 */
function credentialsOf(user: NonNullable<GoUrl['user']>, kind: ProxyEndpoint['kind']): ProxyEndpoint['credentials'] {
  const colon = user.username.indexOf(':')
  if (colon === -1 || kind === 'socks5') {
    return { username: user.username, password: user.password === null ? null : new Secret(user.password) }
  }
  const rest = `${user.username.slice(colon + 1)}:${user.password ?? ''}`
  return { username: user.username.slice(0, colon), password: new Secret(rest) }
}

/** A colon in the user name is where Basic authentication starts the password (RFC 7617 section 2), escaped or not. */
function userinfo(url: GoUrl): string {
  if (url.user === null) return ''
  const [username = '', ...rest] = url.user.username.split(':')
  const hasPassword = rest.length > 0 || url.user.password !== null
  return `${encodeURIComponent(username)}${hasPassword ? `:${REDACTED}` : ''}@`
}
