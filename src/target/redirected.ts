import { parseIp } from '../lib/ip.ts'
import type { Onward } from '../transcript/transcript.ts'
import type { Target } from './target.ts'

/** What an absolute URL says of a server, as the URL writes it. */
export type RedirectedServer = Onward['server']

/** `null` for a scheme that net/http does not speak, or what is no URL. */
export function redirectedServer(url: string): RedirectedServer | null {
  if (!URL.canParse(url)) return null
  const { protocol, hostname, port } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:') return null
  const scheme = protocol === 'https:' ? 'https' : 'http'
  const written = /^[a-z]+:\/\/(?:[^/?#@]*@)?([^/?#]*)/i.exec(url)?.[1] ?? ''
  return {
    scheme,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? DEFAULT_PORTS[scheme] : Number(port),
    hostPortAsWritten: written,
  }
}

const DEFAULT_PORTS = { https: 443, http: 80 } as const

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
