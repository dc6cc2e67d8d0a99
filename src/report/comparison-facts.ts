/** What `compare` finds, without words. */
export type ComparisonFacts =
  | {
      readonly id: 'baseline-differs'
      readonly severity: 'warning' | 'notice'
      readonly vantage: string
      readonly facts: Difference
    }
  | {
      readonly id: 'baseline-healthy'
      readonly severity: 'warning'
      readonly vantage: string
      readonly facts: { readonly baseline: string; readonly atServer: boolean; readonly message: string | null }
    }
  | {
      readonly id: 'paths-disagree'
      readonly severity: 'warning'
      readonly vantage: string
      readonly facts: { readonly leaves: readonly SeenLeaf[] }
    }

export type Difference =
  | { readonly what: 'certificate'; readonly baseline: SeenLeaf; readonly here: SeenLeaf; readonly sameIssuer: boolean }
  | { readonly what: 'message'; readonly baseline: string | null; readonly here: string | null }
  | { readonly what: 'server'; readonly baseline: string; readonly here: string }
  | { readonly what: 'trust'; readonly baseline: readonly string[]; readonly here: readonly string[] }
  | { readonly what: 'kubectl'; readonly baseline: string; readonly here: string }

export interface SeenLeaf {
  readonly from: string
  readonly subject: string
  readonly issuer: string
  readonly sha256: string
}
