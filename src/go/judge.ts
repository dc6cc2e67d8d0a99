import { redirectedTarget } from '../target/redirected.ts'
import type { Onward, Walk } from '../transcript/transcript.ts'
import { type AnswerJudgement, credentialsDecide, judgeAnswers, NOT_SENT, WITHOUT_CREDENTIALS } from './answers.ts'
import { failuresBeforeDial } from './before-dial.ts'
import { commandOf } from './client-go/request-kind.ts'
import { countingWalk } from './counting-walk.ts'
import { type Failure, notMeasured } from './failure.ts'
import type { JudgeInput } from './judge-input.ts'
import { pathMessage } from './kubectl/path-message.ts'
import type { Judgement, NextError, Verdict } from './verdict.ts'
import { judgeWalk, type WalkJudgement } from './walk.ts'

/**
 * What kubectl would say of one path: the first thing that stops it makes the verdict and its line, what it hides stands in
 * `next`. Pure: the same input gives the same answer anywhere. `message` is `null` when kubectl succeeds, and also where
 * nothing can be said (`code: "not-measured"`, or `next` ending in `http.not-measured`); `why` then says so.
 *
 * The walk that carried credentials counts where there is one: it is what kubectl does.
 */
export function judgePath(input: JudgeInput): Judgement {
  const walk = countingWalk(input.transcript)
  const seen = walk === null ? NOT_WALKED : withoutCredentialRefusal(judgeWalk(walk, input), walk, input)
  const answers = walk === null || seen.ended ? OPEN : judgeAnswers(walk, input)
  const failures = [
    ...failuresBeforeDial(input),
    ...seen.failures,
    ...(answers.failure === null ? [] : [answers.failure]),
  ]
  // After an accepted certificate an unknown is no rejection, only an open end.
  const known = failures.filter((failure) => !(failure.unknown && failure.outcome === 'rejected'))
  if (walk?.onward !== undefined && !seen.ended && failures.length === 0) return elsewhere(walk.onward, seen, input)
  const open = seen.open ?? failures.find((failure) => failure.unknown)?.text ?? answers.unmeasured
  return assemble(known, { ...seen, open }, input)
}

interface Seen extends WalkJudgement {
  /** Why the end stays open, or `null`. */
  readonly open: string | null
}

const OPEN: AnswerJudgement = { failure: null, unmeasured: NOT_SENT }

const NOT_WALKED: Seen = {
  failures: [notMeasured('dns', 'this path was not walked')],
  ended: true,
  chains: [],
  trace: [],
  open: null,
}

/** TLS 1.2 refuses a missing client certificate within the handshake; kubectl, which has one, would not meet that. */
function withoutCredentialRefusal(judged: WalkJudgement, walk: Walk, input: JudgeInput): Seen {
  const last = judged.failures.at(-1)
  if (last === undefined || last.outcome !== 'rejected' || last.stage !== 'tls') return { ...judged, open: null }
  if (!credentialsDecide(last, walk, input)) return { ...judged, open: null }
  return { ...judged, failures: judged.failures.slice(0, -1), open: WITHOUT_CREDENTIALS }
}

function assemble(failures: readonly Failure[], seen: Seen, input: JudgeInput): Judgement {
  const [first, ...hidden] = failures
  const common = { chains: seen.chains, trace: seen.trace }
  if (first === undefined) {
    const verdict: Verdict = { ...ACCEPTED, ...common, next: seen.open === null ? [] : [openEnd(seen.open)] }
    return { verdict, message: null, ...fidelity(seen.open ?? beyondReplay(input), input) }
  }
  const { outcome, stage, code, text } = first
  const verdict: Verdict = { outcome, stage, code, text, ...common, next: nextErrors(first, hidden, seen.open) }
  const message = first.unknown ? null : pathMessage(first, input)
  const why = requestTimeout(first, input) ?? first.approximate ?? platformVerifier(first, input)
  return { verdict, message, ...fidelity(why, input) }
}

/** A redirect to another server was followed: what stops kubectl there stops the request here. */
function elsewhere({ server, path, walk }: Onward, seen: Seen, input: JudgeInput): Judgement {
  const target = redirectedTarget(input.target, server)
  const there = judgePath({ ...input, target, path, transcript: { ...input.transcript, walks: [walk] } })
  const next = there.verdict.next.map(onwardError)
  const common = { chains: seen.chains, trace: seen.trace }
  const { code, text } = there.verdict
  const verdict: Verdict =
    code === null
      ? { ...ACCEPTED, ...common, next }
      : isOpen(code)
        ? { ...ACCEPTED, ...common, next: [openEnd(text ?? there.why ?? NOT_FOLLOWED)] }
        : { outcome: 'rejected', stage: 'http', code: onwardCode(code), text, ...common, next }
  const raw = commandOf(input.argv).raw
  const why = there.why ?? (raw ? null : 'what kubectl makes of a page on another server is not modelled')
  return { verdict, message: there.message, ...fidelity(why, input) }
}

const NOT_FOLLOWED = 'where the redirect leads was not asked'

/** Codes of their own: what is wrong with the other server says nothing of this one. */
function onwardCode(code: string): string {
  return `http.redirect.${code}`
}

function onwardError({ code, text }: NextError): NextError {
  return { stage: 'http', code: isOpen(code) ? 'http.not-measured' : onwardCode(code), text }
}

function isOpen(code: string): boolean {
  return code.endsWith('not-measured')
}

/** Of a command that writes, or goes on with what it was told, only the beginning was asked. */
function beyondReplay({ argv }: JudgeInput): string | null {
  const { verb } = commandOf(argv)
  const whole = verb === '' || verb.startsWith('auth') || REPLAYED.includes(verb)
  return whole ? null : `of kubectl ${verb} only the first requests were asked; what it does then is not predicted`
}

const REPLAYED = [
  'get',
  'version',
  'api-resources',
  'api-versions',
  'cluster-info',
  'describe',
  'events',
  'logs',
  'top',
]

const ACCEPTED = { outcome: 'accepted', stage: 'http', code: null, text: null } as const

/** What follows, and whether the very end is open. Where nothing was reached, there is nothing to list. */
function nextErrors(first: Failure, hidden: readonly Failure[], open: string | null): readonly NextError[] {
  const measured = hidden.filter((failure) => !failure.unknown)
  const listed = measured.map(({ stage, code, text }) => ({ stage, code, text }))
  const reached = [first, ...measured].some((failure) => failure.outcome === 'rejected')
  const answered = [first, ...measured].some((failure) => failure.stage === 'http')
  return reached && open !== null && !answered ? [...listed, openEnd(open)] : listed
}

function openEnd(why: string): NextError {
  return { stage: 'http', code: 'http.not-measured', text: why }
}

/** Whichever timer of `http.Client` or of the stage fires first gives the words; they differ from run to run (kubectl-truth section 6). */
function requestTimeout(first: Failure, { target }: JudgeInput): string | null {
  if (target.requestTimeoutMs === null || !TIMEOUTS.includes(first.code)) return null
  return '--request-timeout ends a request in one of several wordings'
}

const TIMEOUTS = ['net.OpError.dial.Timeout', 'net/http.TLSHandshakeTimeout', 'context.DeadlineExceeded']

/** macOS and Windows ask the system about certificates when the cluster has no CA of its own (kubectl-truth section 3.5). */
function platformVerifier(first: Failure, input: JudgeInput): string | null {
  if (first.stage !== 'certificate' || !input.target.oddities.some(({ code }) => code === 'verifier-is-platform'))
    return null
  return "the platform's own verifier judges certificates against the system's roots"
}

function fidelity(why: string | null, input: JudgeInput): Pick<Judgement, 'fidelity' | 'why'> {
  const reason = why ?? input.release.approximate
  return reason === null ? { fidelity: 'exact', why: null } : { fidelity: 'approximate', why: reason }
}
