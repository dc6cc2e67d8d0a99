import type { JudgedCase, JudgedPath } from '../../judged-case.ts'
import { bounded, escapeControl } from '../../lib/escape.ts'
import { hostPort } from '../../lib/host-port.ts'
import type { HttpExchange } from '../../transcript/transcript.ts'
import { blocked, type Look, notApplicable } from './sightings.ts'
import { chainIsAccepted, lastExchange, seenOn } from './walks.ts'

/** What a finding about an HTTP answer tells. */
export type AnswerFacts = {
  readonly server: string
  readonly url: string
  readonly status: number
  /** Start of the body, which kubectl often drops. */
  readonly said: string | null
  readonly carried: readonly string[]
  readonly detail: string
  /** kubectl accepts the chain and the name, so that this is the server's own word. `false` too without TLS. */
  readonly isVerified: boolean
}

/** Looks at the answer of the last request on a path whose peer kubectl accepts, or that has no TLS to be judged. */
export function answerLook(
  subject: JudgedCase,
  path: JudgedPath,
  pick: (exchange: HttpExchange & { readonly status: number }) => string | null,
): Look<AnswerFacts> {
  if (path.transcript === null) return notApplicable('the path was not walked')
  const exchange = lastExchange(path)
  if (exchange === null || exchange.status === null) return blocked('there was no HTTP answer')
  const detail = pick({ ...exchange, status: exchange.status })
  if (detail === null) return 'clear'
  const said = saidIn(exchange.body ?? '')
  return {
    facts: {
      server: hostPort(path.path.server),
      url: escapeControl(exchange.request.url),
      status: exchange.status,
      said: said === '' ? null : escapeControl(bounded(said, 400)),
      carried: exchange.carried,
      detail: escapeControl(bounded(detail, 200)),
      isVerified: subject.case.target?.trust.source !== 'insecure' && chainIsAccepted(path),
    },
    evidence: [seenOn(subject, path, 'http', evidenceText(exchange.status, escapeControl(bounded(detail, 200))))],
  }
}

function evidenceText(status: number, detail: string): string {
  return detail.startsWith(String(status)) ? `HTTP ${detail}` : `HTTP ${status}: ${detail}`
}

/** Of a Kubernetes Status its message, which is meant for people. */
function saidIn(body: string): string {
  try {
    const value: unknown = JSON.parse(body)
    const status = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
    if (status.kind === 'Status' && typeof status.message === 'string') return status.message.trim()
  } catch {
    // Pages and cut-off bodies are shown as they are.
  }
  return body.trim()
}

/** The body is a Kubernetes Status, as the API server answers every refusal. */
export function isStatusObject(exchange: HttpExchange): boolean {
  return /"kind"\s*:\s*"Status"/.test(exchange.body ?? '')
}

export function isHtml(exchange: HttpExchange): boolean {
  return /\bhtml\b/i.test(exchange.contentType ?? '') || /^\s*<(!doctype|html)/i.test(exchange.body ?? '')
}
