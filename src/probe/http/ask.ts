import type { Dispatcher } from 'undici'
import { REDACTED, Secret } from '../../lib/secret.ts'
import type { System } from '../../system/system.ts'
import { redactHeaders } from '../../transcript/redact.ts'
import type { CarriedCredential, Header, HttpExchange } from '../../transcript/transcript.ts'
import { withoutSecrets } from '../../transcript/without-secrets.ts'
import { within } from '../wait.ts'
import type { HttpConnection } from './http-connection.ts'
import { failedEnd } from './http-end.ts'

const MAX_BODY_READ = 1024 * 1024
const MAX_BODY_KEPT = 4096

export interface Question {
  readonly method: string
  readonly url: string
  readonly purpose: string
  readonly accept: string
  /** As recorded; differs from `url` where that holds a redirect's query. */
  readonly shownUrl: string
  readonly carried: readonly CarriedCredential[]
  readonly headers: readonly (readonly [name: string, value: string | Secret])[]
  /** A plain proxy is asked for the whole URL (RFC 9112 section 3.2.2). */
  readonly absoluteForm: boolean
  readonly keepBody: (status: number) => boolean
  readonly limitMs: number
  readonly signal: AbortSignal
}

export interface Asked {
  readonly exchange: HttpExchange
  /** Of a redirect; not redacted, so never to be kept. */
  readonly location: string | null
  readonly reusable: boolean
}

/** One request over one connection, whatever becomes of it. Never rejects. */
export async function ask(connection: HttpConnection, question: Question, system: System): Promise<Asked> {
  const startedAt = system.monotonicMs()
  connection.begin()
  const reading = new Reading()
  const url = new URL(question.url)
  connection.client.dispatch(
    {
      method: question.method,
      path: question.absoluteForm ? url.href : `${url.pathname}${url.search}`,
      headers: question.headers.flatMap(([name, value]) => [name, typeof value === 'string' ? value : value.reveal()]),
    },
    reading.handler,
  )
  const waited = await within(reading.ended, question.limitMs, question.signal)
  const end =
    waited.kind !== 'done'
      ? waited
      : waited.value === null
        ? ({ kind: 'complete' } as const)
        : failedEnd(waited.value, reading.status !== null, connection)
  if (waited.kind !== 'done') reading.giveUp()
  if (end.kind !== 'complete') connection.close()
  const { status, headers } = reading
  const header = (name: string) => headers.find(([candidate]) => candidate.toLowerCase() === name)?.[1] ?? null
  const keeps = status !== null && question.keepBody(status)
  const secrets = question.headers.flatMap(([, value]) => (value instanceof Secret ? [value] : []))
  const exchange: HttpExchange = {
    request: { method: question.method, url: question.shownUrl, purpose: question.purpose },
    carried: question.carried,
    protocol: connection.protocol,
    status,
    statusText: connection.protocol === 'h2' ? '' : reading.statusText,
    headers: redactHeaders(headers),
    contentType: header('content-type'),
    bodyBytes: reading.bodyBytes,
    body: keeps ? withoutQueryOf(header('location'), new TextDecoder().decode(reading.kept())) : null,
    end,
    durationMs: Math.round(system.monotonicMs() - startedAt),
  }
  return {
    exchange: withoutSecrets(exchange, secrets),
    location: header('location'),
    reusable: end.kind === 'complete' && !reading.overlong && header('connection')?.toLowerCase() !== 'close',
  }
}

/** Servers write the address of a redirect into its body, too (net/http.Redirect). */
function withoutQueryOf(location: string | null, body: string): string {
  const query = location?.slice(location.search(/[?#]|$/) + 1) ?? ''
  if (query === '') return body
  return [query, query.replaceAll('&', '&amp;')].reduce((text, secret) => text.replaceAll(secret, REDACTED), body)
}

/** Collects an answer, as much of it as is wanted. `ended` gives the error, or `null` for a whole answer. */
class Reading {
  status: number | null = null
  statusText = ''
  headers: readonly Header[] = []
  bodyBytes = 0
  overlong = false
  readonly ended: Promise<Error | null>
  readonly handler: Dispatcher.DispatchHandler
  #kept: Buffer = Buffer.alloc(0)
  #controller: Dispatcher.DispatchController | null = null

  constructor() {
    const { promise, resolve } = Promise.withResolvers<Error | null>()
    this.ended = promise
    this.handler = {
      onRequestStart: (controller) => {
        this.#controller = controller
      },
      onResponseStart: (controller, status, headers, statusText) => {
        if (status < 200) return
        this.status = status
        this.statusText = statusText ?? ''
        this.headers = headersOf(controller.rawHeaders ?? headers)
      },
      onResponseData: (controller, chunk) => {
        this.#kept = Buffer.concat([this.#kept, chunk.subarray(0, MAX_BODY_KEPT - this.#kept.length)])
        this.bodyBytes = Math.min(MAX_BODY_READ, this.bodyBytes + chunk.length)
        if (this.bodyBytes < MAX_BODY_READ) return
        this.overlong = true
        resolve(null)
        controller.abort(new Error('enough of the body was read'))
      },
      onResponseEnd: () => resolve(null),
      onResponseError: (_, error) => resolve(error),
    }
  }

  /** Of an HTTP/2 session that is destroyed with a request under way, undici 8 fails an assertion of its own. */
  giveUp(): void {
    this.#controller?.abort(new Error('nobody waits any more'))
  }

  kept(): Uint8Array {
    return this.#kept
  }
}

/** In the order received, where undici keeps it: pairs of buffers (HTTP/1.1) or Node's object (HTTP/2). */
function headersOf(raw: NonNullable<Dispatcher.DispatchController['rawHeaders']>): readonly Header[] {
  if (Array.isArray(raw)) {
    const flat = raw.map((field) => (typeof field === 'string' ? field : field.toString('latin1')))
    return flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1] ?? ''] as const] : []))
  }
  return Object.entries(raw).flatMap(([name, value]) => {
    if (name.startsWith(':') || value === undefined) return []
    return [value].flat().map((one) => [name, String(one)] as const)
  })
}
