import type { Report, ReportRemedy } from '../../report/report.ts'
import { ACTORS, proofText } from '../text/remedies.ts'
import { block, prose } from './escape.ts'

/** Grouped by who can act; what was tried and does not help comes last, so that nobody tries it again. */
export function recommendationSections(report: Report): readonly string[] {
  const useful = report.remedies.filter((remedy) => remedy.proof.status !== 'refuted')
  const refuted = report.remedies.filter((remedy) => remedy.proof.status === 'refuted')
  return [
    ...ACTOR_ORDER.flatMap((actor) => group(actor, useful)),
    ...(refuted.length === 0 ? [] : ['### What does not help', '', ...refuted.map(refutedItem), '']),
  ]
}

const ACTOR_ORDER = ['network-admin', 'cluster-admin', 'you'] as const satisfies readonly ReportRemedy['actor'][]

function group(actor: ReportRemedy['actor'], remedies: readonly ReportRemedy[]): readonly string[] {
  const own = remedies.filter((remedy) => remedy.actor === actor)
  if (own.length === 0) return []
  const who = actor === 'you' ? 'the user of kubectl' : ACTORS[actor]
  return [`### By ${who}`, '', ...own.flatMap(item)]
}

function item(remedy: ReportRemedy): readonly string[] {
  const risk = remedy.risk === 'widens-trust' ? ' **Widens trust.**' : ''
  return [
    `**${prose(remedy.title)}**${risk}`,
    '',
    prose(proofText(remedy.proof)),
    '',
    ...remedy.steps.flatMap((step) => [...block(step.text, step.kind === 'command' ? 'sh' : 'text'), '']),
  ]
}

function refutedItem(remedy: ReportRemedy): string {
  return `- ${prose(remedy.title)}: ${prose(remedy.proof.reason)}`
}
