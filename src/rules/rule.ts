import type { JudgedCase } from '../judged-case.ts'

export type Severity = 'error' | 'warning' | 'notice'

/** Where a reader can check: RFC section, Go symbol, Kubernetes page. */
export interface Citation {
  readonly title: string
  readonly ref: string
}

/** A fact that was seen, pointing into the transcript. */
export interface Evidence {
  /** The path it was seen on; `null`: not on a path (kubeconfig, environment, file). */
  readonly path: string | null
  /** JSON pointer into the Case, so that a reader finds the bytes. */
  readonly pointer: string
  /** One line, plain, remote text already escaped. */
  readonly text: string
  /** How much it says: `proof` alone convinces, `supports` needs company, `hint` never suffices. */
  readonly weight: 'proof' | 'supports' | 'hint'
}

export type Facts = Readonly<Record<string, unknown>>

export type RuleResult<F extends Facts = Facts> =
  | {
      readonly state: 'fired'
      readonly severity: Severity
      readonly facts: F
      readonly evidence: readonly [Evidence, ...Evidence[]]
      readonly paths: readonly string[]
      readonly confidence: 'certain' | 'likely'
    }
  | { readonly state: 'clear' }
  | { readonly state: 'not-applicable' | 'blocked'; readonly reason: string }

/** One finding: id = file name = contract.md section 3. Facts only; the words stand in `report/catalog/`. */
export interface Rule<F extends Facts = Facts> {
  readonly id: string
  readonly citations: readonly Citation[]
  /** If one of these fired, this is its symptom: kept in JSON, folded on screen. First match wins. */
  readonly explainedBy: readonly string[]
  check(subject: JudgedCase): RuleResult<F>
}

/** What a run of all rules gives. */
export interface FiredFinding {
  readonly id: string
  readonly severity: Severity
  readonly facts: Facts
  readonly evidence: readonly Evidence[]
  readonly paths: readonly string[]
  readonly confidence: 'certain' | 'likely'
  readonly explainedBy: string | null
}

export interface QuietRule {
  readonly id: string
  readonly state: 'clear' | 'not-applicable' | 'blocked' | 'crashed'
  readonly reason: string
}
