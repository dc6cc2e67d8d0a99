import { posix } from 'node:path'
import { asciiHost } from '../lib/ascii-host.ts'
import { urlParts } from '../lib/url-parts.ts'
import { escapeHost, escapePath, escapeUnprintable, unescaped } from './go-url-text.ts'
import type { Target } from './target.ts'

/** The URL of a request as kubectl writes and sends it, and what is read of it. Never by way of WHATWG's parser. */

/** What of a target stands in its URLs. */
export type UrlBase = Pick<Target, 'scheme' | 'hostPortAsWritten' | 'pathPrefix'>

/**
 * The URL of a path below the target's. Models Request.URL of client-go (path.Join), then URL.String.
 *
 * @param below with a leading slash; its path's escapes are read, its query is taken as it is
 */
export function requestUrl({ scheme, hostPortAsWritten, pathPrefix }: UrlBase, below: string): string {
  const [path = '', ...query] = below.split(/(?=\?)/)
  const joined = escapePath(posix.normalize(`/${pathPrefix}${unescaped(path)}`))
  return `${scheme}://${escapeHost(hostPortAsWritten)}${joined}${query.join('')}`
}

/** The target's path as it begins the path of each of its requests. */
export function escapedPrefix(pathPrefix: string): string {
  return pathPrefix === '' ? '' : escapePath(posix.normalize(`/${pathPrefix}`))
}

/**
 * Whom a request asks for: `:authority` of HTTP/2, and the Host field but for a zone. Port and letter case stay as they are
 * written. Models URL.Host, removeEmptyPort and httpguts.PunycodeHostPort.
 */
export function authorityOf(url: string): string {
  const { name, port } = hostOf(url)
  return `${asciiHost(name)}${port === ':' ? '' : port}`
}

/** What the request line asks for (RFC 9112 section 3.2.1). Models URL.RequestURI. */
export function requestTarget(url: string): string {
  const { path, query } = urlParts(url) ?? { path: '', query: '' }
  return escapeUnprintable(`${path === '' ? '/' : path}${query}`)
}

/**
 * RFC 6454 section 6.1: equal for URLs that one connection serves. Of two ways to write one address, each is its own, as
 * for net/http's connection pool.
 */
export function originOf(url: string): string {
  const { scheme } = urlParts(url) ?? { scheme: '' }
  const { name, port } = hostOf(url)
  const explicit = port === ':' || port === DEFAULT_PORTS[scheme] ? '' : port
  return `${scheme}://${escapeHost(asciiHost(name)).toLowerCase()}${explicit}`
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { https: ':443', http: ':80' }

/** Brackets are part of the name, and the colon of the port. */
function hostOf(url: string): { readonly name: string; readonly port: string } {
  const written = unescaped(urlParts(url)?.authority ?? '')
  const port = /:\d*$/.exec(written)?.[0] ?? ''
  return { name: written.slice(0, written.length - port.length), port }
}
