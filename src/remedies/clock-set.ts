import type { JudgedCase } from '../judged-case.ts'
import type { ClockSkewFacts } from '../rules/clock-skew.ts'
import type { FiredFinding } from '../rules/rule.ts'
import { at } from './edit-case.ts'
import type { Proposal, RemedyKind } from './remedy.ts'
import { failingPath, firedOf } from './situation.ts'

export type ClockSetFacts = {
  /** `null`: not measured. */
  readonly minutesAhead: number | null
  readonly there: string | null
}

/** Set this machine's clock. */
export const clockSet: RemedyKind<ClockSetFacts> = {
  id: 'clock-set',
  propose(subject, findings) {
    if (failingPath(subject) === null) return []
    const skew = findings.find(({ id }) => id === 'clock-skew')
    if (skew === undefined) return withoutMeasure(subject, findings)
    const { minutesAhead, there } = skew.facts as ClockSkewFacts
    const rest = {
      id: this.id,
      fixes: [skew.id],
      actor: 'you',
      risk: 'none',
      applicability: 'exact',
      edit: null,
    } as const
    const trial = { kind: 'edited', case: at(subject.case, new Date(there).toISOString()), by: 'model' } as const
    return [{ ...rest, facts: { minutesAhead, there }, trial }]
  },
}

/** A certificate from the future speaks for a wrong clock, but not for what the right time is. */
function withoutMeasure(subject: JudgedCase, findings: readonly FiredFinding[]): readonly Proposal<ClockSetFacts>[] {
  const future = findings.find(({ id }) => id === 'certificate-not-yet-valid')
  const fixes = firedOf(subject, findings, ['certificate-not-yet-valid'])
  // Where the server's own clock agrees with this one, it is not this one that is wrong.
  if (fixes.length === 0 || future?.facts.clocksAgree === true) return []
  const trial = { kind: 'untried', reason: 'the right time is not known here' } as const
  const rest = { id: 'clock-set', fixes, actor: 'you', risk: 'none', applicability: 'likely', edit: null } as const
  return [{ ...rest, facts: { minutesAhead: null, there: null }, trial }]
}
