import { randomBytes } from 'node:crypto'
import type { Secret } from '../../lib/secret.ts'
import type { System } from '../../system/system.ts'
import { resolveLocation } from '../../target/redirect-location.ts'
import { originOf } from '../../target/request-url.ts'
import type { PlannedRequest } from '../../target/requests.ts'
import { MAX_HEADER_VALUE, redactUrl } from '../../transcript/redact.ts'
import type { CarriedCredential, HttpExchange } from '../../transcript/transcript.ts'
import { type Asked, ask, type Question } from './ask.ts'
import type { HttpConnection } from './http-connection.ts'

/** Go's client follows as many (net/http.Client's default policy). */
const MAX_REDIRECTS = 10

export interface AskAll {
  readonly requests: readonly PlannedRequest[]
  readonly connection: HttpConnection
  /** A further connection of the same kind, where the server closed the one before; `null` where there is none to be had. */
  readonly reconnect: () => Promise<HttpConnection | null>
  readonly carried: readonly CarriedCredential[]
  readonly credentialHeaders: readonly (readonly [name: string, value: Secret])[]
  readonly userAgent: string
  readonly shownUrl: (url: string) => string
  /** Asks for the connection to become a WebSocket. */
  readonly websocket: boolean
  readonly absoluteForm: boolean
  /** Sent to a plain proxy that forwards. */
  readonly proxyAuthorization: Secret | null
  readonly keepBody: (status: number) => boolean
  readonly limitMs: number
  readonly signal: AbortSignal
  readonly asked: (exchange: HttpExchange) => void
}

/**
 * Asks the planned requests one after the other. Redirects are followed as kubectl does, up to ten and on the same origin;
 * one that leads elsewhere is recorded and left. Stops where no connection is to be had.
 *
 * @returns the first URL on another origin that an answer leads to; it may hold secrets
 */
export async function askAll(all: AskAll, system: System): Promise<string | null> {
  let connection: HttpConnection | null = all.connection
  let elsewhere: string | null = null
  for (const request of all.requests) {
    let url: string | null = request.url
    for (let redirects = 0; url !== null && redirects <= MAX_REDIRECTS; redirects++) {
      if (all.signal.aborted) return elsewhere
      connection ??= await all.reconnect()
      if (connection === null) return elsewhere
      const question = questionFor(all, request, url, redirects > 0)
      const answer: Asked = await ask(connection, question, system)
      all.asked(answer.exchange)
      if (!answer.reusable || !connection.alive()) {
        connection.close()
        connection = null
      }
      const next = nextUrl(url, answer)
      const here: boolean = next !== null && originOf(next) === originOf(url)
      if (next !== null && !here) elsewhere ??= next
      url = here ? next : null
    }
  }
  connection?.close()
  return elsewhere
}

function questionFor(all: AskAll, request: PlannedRequest, url: string, redirected: boolean): Question {
  return {
    method: request.method,
    url,
    purpose: request.purpose,
    accept: request.accept,
    shownUrl: redirected ? redactUrl(url) : all.shownUrl(url),
    carried: all.carried,
    headers: [
      ['user-agent', all.userAgent],
      ['accept', request.accept],
      ...(all.websocket ? websocketHeaders(url) : []),
      ...(all.proxyAuthorization === null ? [] : ([['proxy-authorization', all.proxyAuthorization]] as const)),
      ...all.credentialHeaders,
    ],
    absoluteForm: all.absoluteForm,
    keepBody: all.keepBody,
    limitMs: all.limitMs,
    signal: all.signal,
  }
}

/** RFC 6455 section 4.1. The server wants an origin, as browsers send it. */
function websocketHeaders(url: string): readonly (readonly [name: string, value: string])[] {
  return [
    ['connection', 'Upgrade'],
    ['upgrade', 'websocket'],
    ['origin', originOf(url)],
    ['sec-websocket-version', '13'],
    ['sec-websocket-key', randomBytes(16).toString('base64')],
  ]
}

/** Where a redirect leads (RFC 9110 section 15.4), else `null`. */
function nextUrl(url: string, { exchange, location }: Asked): string | null {
  const redirects = [301, 302, 303, 307, 308]
  if (exchange.status === null || !redirects.includes(exchange.status) || location === null) return null
  // What is not kept whole is not followed: nobody could tell afterwards where it led.
  if (location.length > MAX_HEADER_VALUE) return null
  if (exchange.end.kind !== 'complete') return null
  const resolved = resolveLocation(location, url)
  return resolved.ok ? resolved.url : null
}
