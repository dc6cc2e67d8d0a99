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
  /** What `fix --apply` would write; `null` for everything that is no edit of a kubeconfig or needs input first. */
  readonly edit: KubeconfigEdit | null
  readonly proof: Proof
}

/** A change of one entry in one kubeconfig file. */
export interface KubeconfigEdit {
  readonly file: string
  readonly section: 'clusters' | 'users'
  readonly name: string
  readonly set: Readonly<Record<string, string>>
  readonly unset: readonly string[]
}

export interface Proof {
  readonly status: 'proved' | 'refuted' | 'unproved'
  readonly by: 'model' | 'probe' | null
  /** `unproved`: why it could not be tried. `refuted`: what kubectl would print next. `proved`: what was tried. */
  readonly reason: string
}

/** A kind of change. `propose` says whether it comes into question here, and gives the edited Case to try it on. */
export interface RemedyKind<F extends object = object> {
  readonly id: string
  propose(subject: JudgedCase, findings: readonly FiredFinding[]): readonly Proposal<F>[]
}

export interface Proposal<F extends object = object> extends Omit<Remedy, 'proof' | 'facts'> {
  readonly facts: F
  readonly trial: Trial
}

export type Trial =
  /** The Case as it would be. `by`: the evidence is that of a path that was really walked, or the model's alone. */
  | { readonly kind: 'edited'; readonly case: Case; readonly by: 'model' | 'probe' }
  /**
   * The change mends exactly the error that kubectl prints now, at best: what follows is in the verdict's own `next`.
   * For what cannot be written into a Case, such as a certificate that does not exist yet. `certain` is false where the
   * error may stay: whoever mints certificates may or may not mint the right one.
   */
  | { readonly kind: 'error-mended'; readonly codes: readonly string[]; readonly certain: boolean }
  | { readonly kind: 'untried'; readonly reason: string }
