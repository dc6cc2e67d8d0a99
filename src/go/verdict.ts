import type { StageName } from '../transcript/transcript.ts'

/** An error as Go would have it: a stable code from `go/codes.ts` and the release's own text. */
export interface GoError {
  readonly code: string
  /** Complete, as kubectl wraps it, crypto/tls's prefix included. */
  readonly text: string
}

/** What kubectl's Go would say of one path (contract.md section 2). */
export interface Verdict {
  readonly outcome: 'accepted' | 'rejected' | 'unreached'
  /** Where it ended: `unreached` before a certificate was seen, `rejected` from the certificate on. */
  readonly stage: StageName
  /** `null` when accepted. */
  readonly code: string | null
  readonly text: string | null
  /** Every chain that verifies, each leaf first, as SHA-256 fingerprints. */
  readonly chains: readonly (readonly string[])[]
  readonly trace: readonly VerifyStep[]
  /** What would be rejected next, once the error before it is mended. */
  readonly next: readonly NextError[]
}

export interface NextError extends GoError {
  readonly stage: StageName
}

/** One candidate that the verifier looked at, and why it was left. */
export interface VerifyStep {
  /** SHA-256 of the certificate whose issuer was sought. */
  readonly child: string
  /** SHA-256 of the candidate. */
  readonly candidate: string
  readonly from: 'roots' | 'intermediates' | 'leaf'
  readonly result: 'accepted' | 'rejected'
  /** Go's words for the reason; `null` when accepted. */
  readonly reason: string | null
}

/** A verdict with the line that kubectl makes of it. */
export interface Judgement {
  readonly verdict: Verdict
  /** All that kubectl's fatal handler prints, without the final newline; `null` when kubectl succeeds. */
  readonly message: string | null
  readonly fidelity: 'exact' | 'approximate'
  /** Why only `approximate`. */
  readonly why: string | null
}
