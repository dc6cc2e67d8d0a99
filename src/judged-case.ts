import type { Case, ObservedRun } from './case.ts'
import type { Judgement } from './go/verdict.ts'
import type { Release } from './release/release.ts'
import type { NetworkPath } from './transcript/network-path.ts'
import type { Transcript } from './transcript/transcript.ts'
import type { CertificateDescription } from './x509/description.ts'

/** The Case with the model's word on every path: what rules and remedies work on. */
export interface JudgedCase {
  readonly case: Case
  readonly release: Release
  readonly paths: readonly JudgedPath[]
  /** The one that kubectl takes; `null` with a broken kubeconfig. */
  readonly kubectlPath: JudgedPath | null
  readonly predicted: {
    readonly message: string | null
    readonly fidelity: 'exact' | 'approximate'
    readonly why: string | null
  }
  /** kubectl's real run as it is, where there was one. */
  readonly observed: ObservedRun | null
  /** The kubeconfig's (or the system's) trust anchors. */
  readonly anchors: readonly CertificateDescription[]
}

export interface JudgedPath {
  readonly path: NetworkPath
  /** `null`: not walked. */
  readonly transcript: Transcript | null
  readonly judgement: Judgement
  /** Leaf first; `null`: no Certificate message was seen. */
  readonly presented: readonly CertificateDescription[] | null
  readonly observed: ObservedRun | null
}
