import { escapeControl } from '../lib/escape.ts'
import { TOLERATED_SKEW_MS } from './facts/clock.ts'
import { decisiveWalk, headerOf, seenOn } from './facts/walks.ts'
import type { Rule } from './rule.ts'

export type ClockSkewFacts = {
  /** Negative: this machine is behind. */
  readonly minutesAhead: number
  readonly here: string
  readonly there: string
}

/** This machine's clock and the Date of the answers are more than five minutes apart. */
export const clockSkew: Rule<ClockSkewFacts> = {
  id: 'clock-skew',
  citations: [{ title: 'RFC 9110 section 6.6.1 (Date)', ref: 'https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1' }],
  explainedBy: [],
  check: (subject) => {
    const answers = subject.paths.flatMap((path) =>
      (decisiveWalk(path)?.http ?? []).flatMap((exchange) => {
        const date = headerOf(exchange.headers, 'date')
        const aheadMs = date === null ? Number.NaN : Date.parse(subject.case.at) - Date.parse(date)
        return date === null || Number.isNaN(aheadMs) ? [] : [{ path, date, aheadMs }]
      }),
    )
    const [first] = answers
    if (first === undefined) return { state: 'blocked', reason: 'no answer carried a date' }
    if (!answers.every(({ aheadMs }) => Math.abs(aheadMs) > TOLERATED_SKEW_MS)) return { state: 'clear' }
    const minutes = Math.round(first.aheadMs / 60_000)
    const text = `the answer says ${escapeControl(first.date)}, this machine ${subject.case.at}`
    return {
      state: 'fired',
      severity: 'error',
      facts: { minutesAhead: minutes, here: subject.case.at, there: escapeControl(first.date) },
      evidence: [seenOn(subject, first.path, 'http', text)],
      paths: [...new Set(answers.map(({ path }) => path.path.id))],
      confidence: answers.length > 1 ? 'certain' : 'likely',
    }
  },
}
