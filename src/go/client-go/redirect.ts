import { quote } from '../../lib/quote.ts'
import { urlParts } from '../../lib/url-parts.ts'
import type { Behaviours } from '../../release/release.ts'
import { resolveLocation } from '../../target/redirect-location.ts'
import { originOf } from '../../target/request-url.ts'
import type { HttpExchange } from '../../transcript/transcript.ts'
import { type Failure, rejected } from '../failure.ts'
import { remoteText } from '../http/quote.ts'
import type { RequestKind } from './request-kind.ts'

/** net/http follows these for a GET, if they say where to. */
const FOLLOWED = [301, 302, 303, 307, 308]

/** Those that were an error without it; 307 and 308 never were. */
const NEED_LOCATION = [301, 302, 303]

/** net/http's default policy. */
export const MAX_REDIRECTS = 10

export const TOO_MANY_REDIRECTS: Failure = rejected('http', {
  code: 'http.redirects',
  text: `stopped after ${MAX_REDIRECTS} redirects`,
})

/**
 * What a redirect is to kubectl, which follows it: `not-followed` where there is nothing to follow, so that the answer
 * itself counts. Where it leads to was not asked: the prediction is then only likely.
 * Models net/http.Client.do, redirectBehavior, checkRedirect (ten at most).
 */
export function redirectFailure(
  exchange: HttpExchange,
  kind: RequestKind,
  behaviours: Behaviours,
): Failure | null | 'not-followed' {
  const location = locationOf(exchange)
  const wantsLocation = behaviours.redirectWithoutLocation === 'error' && NEED_LOCATION.includes(exchange.status ?? 0)
  if (location === null && wantsLocation) {
    const text = `${exchange.status} response missing Location header`
    return rejected('http', { code: 'http.redirects', text })
  }
  if (location === null || !FOLLOWED.includes(exchange.status ?? 0)) return 'not-followed'
  const resolved = resolveLocation(location, exchange.request.url, behaviours.kubeconfig?.url)
  if (!resolved.ok) return unparsable(location, resolved.error)
  if (withoutQuery(resolved.url) === withoutQuery(exchange.request.url)) return TOO_MANY_REDIRECTS
  const scheme = /^[^:]*/.exec(resolved.url)?.[0] ?? ''
  if (scheme !== 'https' && scheme !== 'http') {
    return rejected('http', { code: 'http.redirects', text: `unsupported protocol scheme ${quote(scheme)}` })
  }
  const host = urlParts(resolved.url)?.authority ?? ''
  if (host === '') return rejected('http', { code: 'http.redirects', text: 'http: no Host in request URL' })
  const approximate = `kubectl follows the redirect to ${remoteText(host)}, which was not asked`
  // --raw prints whatever page stands there and succeeds; everything else expects JSON of it.
  return rejected('http', {
    kind: 'plain',
    code: `http.Status.${exchange.status}`,
    text: kind === 'raw' ? approximate : "invalid character '<' looking for beginning of value",
    unknown: kind === 'raw',
    approximate,
  })
}

/** Where a redirect leads, without its query; `null` where it leads nowhere. */
export function redirectTarget(exchange: HttpExchange): string | null {
  const location = locationOf(exchange)
  if (location === null || !FOLLOWED.includes(exchange.status ?? 0)) return null
  const resolved = resolveLocation(location, exchange.request.url)
  return resolved.ok ? withoutQuery(resolved.url) : null
}

export function leadsElsewhere(exchange: HttpExchange): boolean {
  const target = redirectTarget(exchange)
  return target !== null && originOf(target) !== originOf(exchange.request.url)
}

export function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '')
}

function locationOf(exchange: HttpExchange): string | null {
  return exchange.headers.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? null
}

function unparsable(location: string, reason: string): Failure {
  return rejected('http', {
    code: 'http.redirects',
    text: `failed to parse Location header ${quote(location)}: parse ${quote(location)}: ${reason}`,
  })
}
