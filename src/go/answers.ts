import type { HttpExchange, Walk } from '../transcript/transcript.ts'
import { answerFailure } from './client-go/answer.ts'
import {
  leadsElsewhere,
  MAX_REDIRECTS,
  redirectTarget,
  TOO_MANY_REDIRECTS,
  withoutQuery,
} from './client-go/redirect.ts'
import { commandOf, pathOf, requestKind } from './client-go/request-kind.ts'
import { type Failure, rejected } from './failure.ts'
import { responseFailure } from './http/response.ts'
import type { JudgeInput } from './judge-input.ts'
import { remoteAlert } from './tls/tls-error.ts'
import { endsOf } from './walk.ts'

/** What the requests of one walk say: kubectl's error, or why it stays open. Both `null`: kubectl succeeds. */
export interface AnswerJudgement {
  readonly failure: Failure | null
  readonly unmeasured: string | null
}

export const NOT_SENT = 'no request was sent on this path'
export const WITHOUT_CREDENTIALS = "the answer depends on the user's credentials, which were not sent"

/**
 * Judges the answers in the order of the requests: the first that fails ends kubectl. An anonymous 401 or 403 over TLS
 * says nothing about kubectl, which sends credentials (contract.md section 1).
 */
export function judgeAnswers(walk: Walk, input: JudgeInput): AnswerJudgement {
  if (walk.http.length === 0) return withoutAnswer(walk, input)
  const failure = firstFailure(walk, input)
  if (failure?.unknown === true) return { failure: null, unmeasured: failure.text }
  if (failure !== null && credentialsDecide(failure, walk, input))
    return { failure: null, unmeasured: WITHOUT_CREDENTIALS }
  if (failure !== null && input.target.scheme === 'http' && DENIED.includes(failure.code))
    return { failure: { ...failure, approximate: failure.approximate ?? WITHOUT_CREDENTIALS }, unmeasured: null }
  return { failure, unmeasured: null }
}

/** Whether the peer refused an anonymous walk for what only credentials could mend. */
export function credentialsDecide(failure: Failure, walk: Walk, input: JudgeInput): boolean {
  if (walk.carried.length > 0 || input.target.scheme !== 'https') return false
  if (DENIED.includes(failure.code)) return true
  const mayPresent = input.target.authentication.some((method) => method === 'client-certificate' || method === 'exec')
  return mayPresent && failure.code.startsWith('tls.AlertError.') && walk.tls?.certificateRequest != null
}

const DENIED: readonly string[] = ['http.Status.401', 'http.Status.403']

/** TLS 1.3: an alert after the handshake can be all that ever comes. */
function withoutAnswer(walk: Walk, input: JudgeInput): AnswerJudgement {
  const alert = walk.tls?.alerts.find((candidate) => candidate.phase === 'after' && candidate.level === 'fatal')
  if (alert === undefined) return { failure: null, unmeasured: NOT_SENT }
  const failure = rejected('tls', remoteAlert(alert.description, input.release.behaviours))
  if (credentialsDecide(failure, walk, input)) return { failure: null, unmeasured: WITHOUT_CREDENTIALS }
  return { failure, unmeasured: null }
}

function firstFailure(walk: Walk, input: JudgeInput): Failure | null {
  let redirects = 0
  for (const [i, exchange] of walk.http.entries()) {
    const rest = walk.http.slice(i + 1)
    redirects = wasFollowed(exchange, rest[0]) ? redirects + 1 : redirects
    if (redirects >= MAX_REDIRECTS) return TOO_MANY_REDIRECTS
    if (wasFollowed(exchange, rest[0]) || isLegacyMiss(exchange, rest, input)) continue
    // It was followed to another server, and what came of it there is judged as a walk of its own.
    if (walk.onward !== undefined && leadsElsewhere(exchange)) return null
    const failure = exchangeFailure(exchange, walk, input)
    if (failure !== null) return failure
    redirects = 0
  }
  return null
}

function exchangeFailure(exchange: HttpExchange, walk: Walk, input: JudgeInput): Failure | null {
  const command = commandOf(input.argv)
  const kind = requestKind(command, exchange.request.url, input.target.pathPrefix)
  const context = { kind, behaviours: input.release.behaviours, ends: endsOf(walk, walk.tls) }
  return (
    responseFailure(exchange, context) ??
    answerFailure(exchange, kind, command, input.target.pathPrefix, input.release.behaviours)
  )
}

/** The next request went where this redirect pointed; queries are not kept of both. */
function wasFollowed(exchange: HttpExchange, next: HttpExchange | undefined): boolean {
  const target = redirectTarget(exchange)
  return next !== undefined && target !== null && target === withoutQuery(next.request.url)
}

/** Discovery takes a missing /api for a server without the legacy group, if /apis is there. */
function isLegacyMiss(exchange: HttpExchange, rest: readonly HttpExchange[], input: JudgeInput): boolean {
  if (exchange.status !== 404 || pathOf(exchange.request.url, input.target.pathPrefix) !== '/api') return false
  const groups = rest.find((later) => pathOf(later.request.url, input.target.pathPrefix) === '/apis')
  return groups?.status != null && groups.status !== 404
}
