import { escapeControlLines } from '../../lib/escape.ts'
import type { Report, ReportRemedy } from '../../report/report.ts'
import { byProof } from '../text/remedies.ts'

/** As they are listed: proved ones, those that nobody could try here, refuted ones. */
export function remediesInOrder(report: Report): readonly ReportRemedy[] {
  const { proved, unproved, refuted } = byProof(report.remedies)
  return [...proved, ...unproved, ...refuted]
}

/** What a copy takes: every step on its own lines. Controls stay visible, since a shell would obey pasted ones. */
export function commandText(remedy: ReportRemedy): string {
  return remedy.steps.map((step) => escapeControlLines(step.text).join('\n')).join('\n')
}
