import { urlParts } from '../lib/url-parts.ts'
import { decodeUtf8 } from '../lib/utf8.ts'
import type { UrlBehaviours } from '../release/kubeconfig-behaviours.ts'
import { parseGoUrl } from './go-url.ts'
import { escapedPath, escapeHost } from './go-url-text.ts'

export type ResolvedLocation =
  | { readonly ok: true; readonly url: string }
  /** Go's error without `parse "…": `. */
  | { readonly ok: false; readonly error: string }

/**
 * Where a `Location` leads from the URL that was asked for, without a fragment. Models url.URL.Parse and ResolveReference;
 * RFC 3986 section 5.2.
 *
 * @param location as the header's octets in Latin-1
 * @param rules what differs between releases of Go
 */
export function resolveLocation(location: string, from: string, rules?: UrlBehaviours): ResolvedLocation {
  const written = /^[\u0000-\u00ff]*$/.test(location) ? decodeUtf8(Buffer.from(location, 'latin1')) : location
  const parsed = parseGoUrl(written, rules)
  if (!parsed.ok) return parsed
  const { scheme, opaque, user, host } = parsed.url
  const [, hierarchy = '', query = ''] =
    /^([^?#]*)(\?[^#]*)?/.exec(scheme === '' ? written : written.slice(scheme.length + 1)) ?? []
  if (opaque !== '') return { ok: true, url: `${scheme}:${opaque}${query}` }
  const base = urlParts(from) ?? { scheme: '', path: '', query: '' }
  const [, userinfo = '', path = ''] = hasAuthority(hierarchy, scheme)
    ? (/^\/\/(?:([^/]*)@)?[^/]*(.*)$/s.exec(hierarchy) ?? [])
    : ['', '', hierarchy]
  const reference = escapedPath(path)
  if (scheme !== '' || host !== '' || user !== null) {
    const at = user === null ? '' : `${userinfo}@`
    return {
      ok: true,
      url: `${scheme === '' ? base.scheme : scheme}://${at}${escapeHost(host)}${withoutDots(reference)}${query}`,
    }
  }
  const below =
    reference === '' ? base.path : reference.startsWith('/') ? reference : `${folderOf(base.path)}${reference}`
  const kept = reference === '' && query === '' ? base.query : query
  return { ok: true, url: `${from.slice(0, beginningOf(from))}${withoutDots(below)}${kept}` }
}

/** Three slashes without a scheme begin a path (net/url parse). */
function hasAuthority(hierarchy: string, scheme: string): boolean {
  return hierarchy.startsWith('//') && (scheme !== '' || !hierarchy.startsWith('///'))
}

/** Where the path of an absolute URL begins. */
function beginningOf(url: string): number {
  return /^[^:]*:\/\/[^/?#]*/.exec(url)?.[0].length ?? 0
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

/** RFC 3986 section 5.2.4. Models resolvePath of net/url. */
function withoutDots(path: string): string {
  if (path === '') return ''
  const segments = path.replace(/^\//, '').split('/')
  const kept: string[] = []
  for (const segment of segments) {
    if (segment === '..') kept.pop()
    else if (segment !== '.') kept.push(segment)
  }
  if (/^\.\.?$/.test(segments.at(-1) ?? '')) kept.push('')
  return `/${kept.join('/')}`
}
