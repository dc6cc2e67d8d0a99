import type { Case } from '../case.ts'
import type { JudgedCase } from '../judged-case.ts'
import type { FiredFinding } from '../rules/rule.ts'

export interface Remedy {
  readonly id: string
  /** Finding ids that it would mend. */
  readonly fixes: readonly string[]
  readonly actor: 'you' | 'cluster-admin' | 'network-admin'
  readonly risk: 'none' | 'widens-trust'
  readonly applicability: 'exact' | 'likely' | 'needs-input'
  readonly facts: Readonly<Record<string, unknown>>
  readonly proof: Proof
}

export interface Proof {
  readonly status: 'proved' | 'refuted' | 'unproved'
  readonly by: 'model' | 'probe' | null
  /** `unproved`: why it could not be tried. `refuted`: what kubectl would print next. `proved`: what was tried. */
  readonly reason: string
}

/** A kind of change. `propose` says whether it comes into question here, and gives the edited Case to try it on. */
export interface RemedyKind {
  readonly id: string
  propose(subject: JudgedCase, findings: readonly FiredFinding[]): readonly Proposal[]
}

export interface Proposal extends Omit<Remedy, 'proof'> {
  /** The Case as it would be after the change, judged again to prove or refute; or why that cannot be done here. */
  readonly trial:
    | { readonly kind: 'edited'; readonly case: Case }
    | { readonly kind: 'untried'; readonly reason: string }
}
