import { parseIp } from '../lib/ip.ts'
import type { Onward } from '../transcript/transcript.ts'
import { readServerUrl } from './server-url.ts'
import type { Target } from './target.ts'

/** What an absolute URL says of a server, as the URL writes it. */
export type RedirectedServer = Onward['server']

/** `null` for a scheme that net/http does not speak, for what is no URL, and for what nobody can dial. */
export function redirectedServer(url: string): RedirectedServer | null {
  const read = readServerUrl({ value: url, at: { kind: 'default' } })
  if (read.kind !== 'ok' || read.value.schemeMissing) return null
  const { scheme, host, port, hostPortAsWritten } = read.value
  return { scheme, host, port, hostPortAsWritten }
}

/**
 * The same cluster entry with another server: where a redirect leads is verified with the same authorities, and under the
 * `tls-server-name` where there is one (client-go transport.TLSConfigFor gives one tls.Config to all hosts).
 */
export function redirectedTarget(target: Target, { scheme, host, port, hostPortAsWritten }: RedirectedServer): Target {
  const serverName = target.origins.tlsServerName === undefined ? host : target.serverName
  return {
    ...target,
    server: `${scheme}://${hostPortAsWritten}`,
    scheme,
    host,
    port,
    hostPortAsWritten,
    pathPrefix: '',
    serverName,
    sni: scheme === 'https' && parseIp(serverName) === null ? serverName : null,
  }
}
