import { UsageError } from '../errors.ts'
import { joinHostPort } from '../lib/host-port.ts'
import { Secret } from '../lib/secret.ts'
import { parseGoUrl, splitHostPort } from '../target/go-url.ts'
import { endpointOf, redactUrlPassword } from '../target/proxy-endpoint.ts'
import type { ProxyEndpoint } from '../transcript/network-path.ts'
import { networkPath } from './network-path.ts'
import type { PathSource } from './path-source.ts'

/** The ways that `--via` names. */
export const flagSource: PathSource = {
  source: 'flag',
  plan: (target, wanted) =>
    wanted.via.map((via) =>
      networkPath({
        server: { host: target.host, port: target.port },
        proxy: readVia(via),
        origin: { source: 'flag', name: '--via', ignoredBecause: 'kubectl has no such flag' },
      }),
    ),
}

/** @throws UsageError when the URL is none, or of a kind that cannot be walked */
function readVia(via: string): ProxyEndpoint {
  const shown = JSON.stringify(redactUrlPassword(via))
  const parsed = parseGoUrl(via)
  if (!parsed.ok) throw new UsageError(`--via ${shown}: ${parsed.error}`)
  const { url } = parsed
  if (!['http', 'https', 'socks5', 'socks5h', 'ssh'].includes(url.scheme) || url.host === '') {
    throw new UsageError(`--via ${shown}: use http://, https://, socks5:// or ssh:// with a host`)
  }
  const { hostname, port } = splitHostPort(url.host)
  if (hostname === '' || Number(port) > 65535) throw new UsageError(`--via ${shown}: host or port is missing or wrong`)
  if (url.scheme !== 'ssh') return endpointOf(url)
  const portNumber = port === '' ? 22 : Number(port)
  const user = url.user === null ? '' : `${encodeURIComponent(url.user.username)}@`
  return {
    kind: 'ssh',
    host: hostname,
    port: portNumber,
    credentials:
      url.user === null
        ? null
        : { username: url.user.username, password: url.user.password === null ? null : new Secret(url.user.password) },
    url: `ssh://${user}${joinHostPort(hostname, portNumber)}`,
  }
}
