import { asciiHost } from '../../lib/ascii-host.ts'
import { bracketed } from '../../lib/host-port.ts'
import { urlParts } from '../../lib/url-parts.ts'
import type { ReportPath, ReportTarget } from '../../report/report.ts'

/** Where a path ends, as commands want it. */
export interface ServerAddress {
  /** Without brackets. */
  readonly host: string
  readonly port: string
  /** `host:port`, IPv6 in brackets. */
  readonly authority: string
  /** The single address that the path is tied to; `null`: whatever the name resolves to. */
  readonly address: string | null
  /** The kubeconfig's own server, not a further `--endpoint`. */
  readonly isTarget: boolean
}

/** Read from the path's id, `<transport>[@proxyhost:port]>serverhost:port[#address]` (contract, section 2). */
export function serverOf(path: ReportPath, target: ReportTarget): ServerAddress {
  const ending = path.id.slice(path.id.lastIndexOf('>') + 1)
  const [where = '', address] = ending.split('#')
  const colon = where.lastIndexOf(':')
  const host = where.slice(0, colon).replace(/^\[|\]$/g, '')
  const port = where.slice(colon + 1)
  const authority = `${bracketed(host)}:${port}`
  return { host, port, authority, address: address ?? null, isTarget: authority === authorityOf(target.server) }
}

/** Good enough to choose between two openssl options; the name was parsed long before. */
export function isIpAddress(name: string): boolean {
  return name.includes(':') || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(name)
}

/** A zone's `%` is escaped there (RFC 6874 section 2). */
export function inUrl(authority: string): string {
  return authority.replace('%', '%25')
}

function authorityOf(server: string): string {
  const url = urlParts(server)
  if (url === null) return ''
  const port = /:\d*$/.exec(url.authority)?.[0] ?? ''
  const name = asciiHost(url.authority.slice(0, url.authority.length - port.length))
  return `${name === '' ? 'localhost' : name}${port.length > 1 ? port : url.scheme === 'http' ? ':80' : ':443'}`
}
