import { REDACTED, Secret } from '../../lib/secret.ts'
import type { System } from '../../system/system.ts'
import { authorityOf, requestTarget } from '../../target/request-url.ts'
import { redactHeaders, redactOddLine } from '../../transcript/redact.ts'
import type { CarriedCredential, HttpExchange } from '../../transcript/transcript.ts'
import { withoutSecrets } from '../../transcript/without-secrets.ts'
import { within } from '../wait.ts'
import type { HttpConnection, SentRequest } from './http-connection.ts'
import { type AnswerHead, Reading } from './reading.ts'

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
  const reading = new Reading()
  connection.send(requestFor(question), reading)
  const waited = await within(reading.ended, question.limitMs, question.signal)
  const end = waited.kind === 'done' ? waited.value : waited
  if (waited.kind !== 'done') reading.giveUp()
  if (end.kind !== 'complete') connection.close()
  const { head } = reading
  const header = (name: string) => head?.headers.find(([candidate]) => candidate.toLowerCase() === name)?.[1] ?? null
  const keeps = head !== null && question.keepBody(head.status)
  const secrets = question.headers.flatMap(([, value]) => (value instanceof Secret ? [value] : []))
  const exchange: HttpExchange = {
    request: { method: question.method, url: question.shownUrl, purpose: question.purpose },
    carried: question.carried,
    protocol: connection.protocol,
    ...(head === null ? NO_HEAD : headOf(head)),
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

function requestFor({ method, url, absoluteForm, headers }: Question): SentRequest {
  return {
    method,
    authority: authorityOf(url),
    target: requestTarget(url),
    absoluteForm,
    headers: headers.map(([name, value]) => [name, typeof value === 'string' ? value : value.reveal()]),
  }
}

const NO_HEAD = { status: null, statusText: '', headers: [] } as const

function headOf({ status, statusText, headers, http10, oddLines, informational }: AnswerHead) {
  return {
    status,
    statusText,
    headers: redactHeaders(headers),
    ...(http10 ? { http10 } : {}),
    ...(oddLines.length === 0 ? {} : { oddLines: oddLines.map(redactOddLine) }),
    ...(informational.length === 0
      ? {}
      : { informational: informational.map((one) => ({ ...one, headers: redactHeaders(one.headers) })) }),
  }
}

/** Servers write the address of a redirect into its body, too (net/http.Redirect). */
function withoutQueryOf(location: string | null, body: string): string {
  const query = location?.slice(location.search(/[?#]|$/) + 1) ?? ''
  if (query === '') return body
  return [query, query.replaceAll('&', '&amp;')].reduce((text, secret) => text.replaceAll(secret, REDACTED), body)
}
