import type { Located } from '../kubeconfig/kubeconfig.ts'
import { asciiHost } from '../lib/ascii-host.ts'
import { joinHostPort } from '../lib/host-port.ts'
import { quote } from '../lib/quote.ts'
import { REDACTED } from '../lib/secret.ts'
import { redactUrlPassword } from '../lib/url-password.ts'
import { withoutEnd } from '../lib/without-end.ts'
import { NEWEST_KUBECONFIG_BEHAVIOURS, type UrlBehaviours } from '../release/kubeconfig-behaviours.ts'
import { addressFault } from './address-fault.ts'
import { type GoUrl, parseGoUrl, splitHostPort } from './go-url.ts'
import { ok, refuse, refuseRequest, type Step } from './refusal.ts'

/** The server of a cluster as client-go and net/http understand it. */
export interface ServerUrl {
  /** For people: userinfo redacted, no trailing slash. */
  readonly display: string
  readonly scheme: 'https' | 'http'
  /** Without brackets; punycode, as Go dials it. */
  readonly host: string
  readonly port: number
  /** Host and port as kubectl's "was refused" line repeats them. */
  readonly hostPortAsWritten: string
  readonly pathPrefix: string
  /** No scheme was written, so that client-go took `http://`. */
  readonly schemeMissing: boolean
}

/**
 * Whether client-go takes the server for TLS: only then does it look at CA, certificates and the user's credentials.
 * Models restclient.IsConfigTransportTLS, asked before any TLS setting is known.
 */
export function isTlsServer(server: string, rules?: UrlBehaviours): boolean {
  const parsed = defaultServerUrl(server, rules)
  return parsed.kind === 'url' && parsed.url.scheme === 'https'
}

/** Models restclient.DefaultServerURL, then what net/http would refuse before it dials. */
export function readServerUrl(
  server: Located<string>,
  rules: UrlBehaviours = NEWEST_KUBECONFIG_BEHAVIOURS.url,
): Step<ServerUrl> {
  const { value, at } = server
  const facts = { server: redactUrlPassword(value) }
  const parsed = defaultServerUrl(value, rules)
  if (parsed.kind === 'neither') {
    const text = `host must be a URL or a host:port pair: ${quote(redactUrlPassword(rewritten(value, rules)))}`
    return refuse('server-url-invalid', text, at, facts)
  }
  if (parsed.kind === 'unparsable') return refuseRequest('server-url-invalid', parsed.error, at, facts)
  const { url, schemeMissing } = parsed
  if (url.scheme !== 'https' && url.scheme !== 'http') {
    return refuseRequest('server-url-invalid', `unsupported protocol scheme ${JSON.stringify(url.scheme)}`, at, facts)
  }
  const { hostname, port } = splitHostPort(url.host)
  const number = port === '' ? (url.scheme === 'https' ? 443 : 80) : Number(port)
  if (number > 65535) return refuseRequest('server-url-invalid', `dial tcp: address ${port}: invalid port`, at, facts)
  const address = joinHostPort(hostname, number)
  const fault = addressFault(address)
  if (fault !== null) return refuseRequest('server-url-invalid', `dial tcp: address ${address}: ${fault}`, at, facts)
  const hostPort = url.host.endsWith(':') ? url.host.slice(0, -1) : url.host
  if (hostPort === '') return refuseRequest('server-url-invalid', 'http: no Host in request URL', at, facts)
  const pathPrefix = withoutEnd(url.path, '/')
  return ok({
    display: `${url.scheme}://${url.user === null ? '' : `${REDACTED}@`}${hostPort}${pathPrefix}`,
    scheme: url.scheme,
    // An empty host dials the local machine.
    host: hostname === '' ? 'localhost' : asciiHost(hostname),
    port: number,
    hostPortAsWritten: hostPort,
    pathPrefix,
    schemeMissing,
  })
}

/**
 * A server that parses and has a path is first written anew by clientcmd, without its query. Models ClientConfig of
 * clientcmd and URL.String: Go up to 1.18 puts `//` where a host could stand.
 */
function rewritten(server: string, rules: UrlBehaviours): string {
  const parsed = parseGoUrl(server, rules)
  if (!parsed.ok || parsed.url.scheme === '' || parsed.url.host !== '' || parsed.url.path.length < 2) return server
  const afterScheme = server.slice(parsed.url.scheme.length + 1).replace(/\?.*$/s, '')
  const slashes = afterScheme.startsWith('//') || rules.omitsEmptyHost ? '' : '//'
  return `${parsed.url.scheme}:${slashes}${afterScheme}`
}

type DefaultServerUrl =
  | { readonly kind: 'url'; readonly url: GoUrl; readonly schemeMissing: boolean }
  | { readonly kind: 'neither' }
  | { readonly kind: 'unparsable'; readonly error: string }

function defaultServerUrl(server: string, rules?: UrlBehaviours): DefaultServerUrl {
  const direct = parseGoUrl(server, rules)
  if (direct.ok && direct.url.scheme !== '' && direct.url.host !== '') {
    return { kind: 'url', url: direct.url, schemeMissing: false }
  }
  const prefixed = parseGoUrl(`http://${server}`, rules)
  if (!prefixed.ok) return { kind: 'unparsable', error: prefixed.error }
  if (prefixed.url.path !== '' && prefixed.url.path !== '/') return { kind: 'neither' }
  return { kind: 'url', url: prefixed.url, schemeMissing: true }
}
