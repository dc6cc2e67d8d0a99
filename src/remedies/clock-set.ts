import type { ClockSkewFacts } from '../rules/clock-skew.ts'
import { at } from './edit-case.ts'
import type { RemedyKind } from './remedy.ts'
import { failingPath } from './situation.ts'

export type ClockSetFacts = { readonly minutesAhead: number; readonly there: string }

/** Set this machine's clock. */
export const clockSet: RemedyKind<ClockSetFacts> = {
  id: 'clock-set',
  propose(subject, findings) {
    const skew = findings.find(({ id }) => id === 'clock-skew')
    if (failingPath(subject) === null || skew === undefined) return []
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
