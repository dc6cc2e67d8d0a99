import type { Case } from '../case.ts'
import type { JudgedCase } from '../judged-case.ts'
import type { FiredFinding } from '../rules/rule.ts'
import { remedyKinds } from './index.ts'
import { prove } from './prove.ts'
import type { Proof, Remedy, RemedyKind } from './remedy.ts'

/**
 * All changes that come into question, each tried on a copy of the Case before it is shown: what is proved first, what
 * could not be tried next, what does not help last (kept, so that nobody tries it by hand); among equals what mends the
 * failure comes before what mends a mere warning. `judge` is `judgeCase`.
 */
export function proposeRemedies(
  subject: JudgedCase,
  findings: readonly FiredFinding[],
  judge: (changed: Case) => JudgedCase,
): readonly Remedy[] {
  const kinds: readonly RemedyKind[] = Object.values(remedyKinds)
  const proposals = kinds.flatMap((kind) => kind.propose(subject, findings))
  const remedies = proposals.map(({ trial, ...proposal }) => ({
    ...proposal,
    facts: { ...proposal.facts },
    proof: prove(subject, trial, judge),
  }))
  const mendsNoError = ({ fixes }: Remedy) =>
    Number(!findings.some(({ id, severity }) => severity === 'error' && fixes.includes(id)))
  return [...remedies].sort(
    (a, b) => ORDER[a.proof.status] - ORDER[b.proof.status] || mendsNoError(a) - mendsNoError(b) || risk(a) - risk(b),
  )
}

const ORDER = { proved: 0, unproved: 1, refuted: 2 } as const satisfies Record<Proof['status'], number>

function risk(remedy: Remedy): number {
  return Number(remedy.risk !== 'none')
}
