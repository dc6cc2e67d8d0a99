import type { JudgedCase } from '../judged-case.ts'
import type { Remedy } from '../remedies/remedy.ts'
import type { FiredFinding } from '../rules/rule.ts'
import { wordsOf } from './catalog/index.ts'
import { briefOfRemedy, wordsOfRemedy } from './catalog/remedies.ts'
import type { Actor } from './catalog/words.ts'
import type { Report } from './report.ts'

/**
 * Two or three sentences. The first suffices: the cause, the place, who can act. The second says what was tried, so that
 * nobody tries again by hand what cannot help.
 */
export function summaryOf(
  subject: JudgedCase,
  outcome: Report['outcome'],
  findings: readonly FiredFinding[],
  remedies: readonly Remedy[],
): string {
  const root = findings.find(({ explainedBy, severity }) => explainedBy === null && severity !== 'notice')
  if (outcome === 'healthy' && isAnswerOpen(subject)) {
    return `${sentence(`kubectl's connection${to(subject)} is accepted`)} What the server says to your credentials was not measured.`
  }
  if (outcome === 'healthy') {
    const rest =
      findings.length === 0
        ? 'Nothing was found that could be wrong.'
        : 'What was noticed beside it does not matter to it.'
    return `${sentence(`kubectl works${to(subject)}`)} ${rest}`
  }
  if (root === undefined) return withoutFinding(subject, outcome)
  const { title, actor } = wordsOf(root)
  const cause = `${title}${root.confidence === 'likely' ? ' (likely)' : ''}; ${WHO[actor]}`
  const first = sentence(cause)
  if (outcome === 'degraded') return sentence(`kubectl works${to(subject)}, but: ${cause}`)
  if (outcome === 'unfinished') return `${first} The run ended before kubectl's own path was decided.`
  return [first, ...whatWasTried(remedies, findings, actor)].join(' ')
}

const WHO = {
  you: 'you can change that yourself',
  'cluster-admin': "the cluster's administrator can change that",
  'network-admin': 'the network team can change that',
} as const satisfies Record<Actor, string>

/** Who else can then read the connection is no way out that a summary may name. */
function whatWasTried(remedies: readonly Remedy[], findings: readonly FiredFinding[], actor: Actor): readonly string[] {
  // Where others have to mend the cause, a reader wants to know what is in their own hands.
  const by = (remedy: Remedy) => (remedy.actor === 'you' && actor !== 'you' ? ' (by you)' : '')
  const safe = remedies.filter(({ risk }) => risk === 'none')
  const proved = safe.find(({ proof }) => proof.status === 'proved')
  if (proved !== undefined) return [sentence(`proved to help${by(proved)}: ${wordsOfRemedy(proved, findings).title}`)]
  const refuted = remedies.filter(({ proof }) => proof.status === 'refuted').length
  const errors = findings.filter(({ severity }) => severity === 'error').map(({ id }) => id)
  const open = safe.filter(({ proof, fixes }) => proof.status === 'unproved' && fixes.some((id) => errors.includes(id)))
  const tried = refuted === 0 ? [] : [sentence(`${noneOf(refuted)} ${refuted === 1 ? 'does not help' : 'helps'}`)]
  return open.length === 0
    ? tried
    : [
        ...tried,
        sentence(
          `what ${refuted === 0 ? 'can help' : 'remains'}: ${open
            .slice(0, 2)
            .map((remedy) => briefOfRemedy(remedy, findings))
            .join(', or ')}`,
        ),
      ]
}

function noneOf(refuted: number): string {
  return refuted === 1 ? 'the one change tried' : `none of the ${refuted} changes tried`
}

function withoutFinding(subject: JudgedCase, outcome: Report['outcome']): string {
  if (outcome === 'unfinished') return "The run ended before kubectl's own path was decided."
  const message = subject.observed?.message ?? subject.predicted.message ?? ''
  return sentence(`kubectl fails${to(subject)}, and no finding explains it: ${message}`)
}

/** The chain is accepted, but no request that counts was sent and kubectl was not run. */
function isAnswerOpen(subject: JudgedCase): boolean {
  const last = subject.kubectlPath?.judgement.verdict.next.at(-1)
  return subject.observed === null && last?.code === 'http.not-measured'
}

function to(subject: JudgedCase): string {
  const { target } = subject.case
  return target === null ? '' : ` with ${target.server}`
}

/** Titles are clauses without a capital and a full stop; a name at the beginning keeps its own case. */
function sentence(clause: string): string {
  const text = /^([a-z][a-z0-9+.-]*:\/\/|kubectl\b|proxy-url\b|[a-z0-9.-]+[.:]\d)/.test(clause)
    ? clause
    : `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`
  return text.endsWith('.') ? text : `${text}.`
}
