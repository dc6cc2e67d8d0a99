import type { Verdict } from '../go/verdict.ts'
import { judgeChain } from '../go/x509/judge-chain.ts'
import type { Release } from '../release/release.ts'
import { toolVersion } from '../version.ts'
import { describeCertificate } from '../x509/describe.ts'
import type { CertificateDescription } from '../x509/description.ts'
import type { Report } from './report.ts'

/** The model's word on a chain that stands on disk: contract.md section 2, `Verification`, with what it rests on. */
export interface Verification extends Pick<Report, 'schemaVersion' | 'tool'> {
  readonly kind: 'Verification'
  /** The instant that was judged for, RFC 3339 in UTC. */
  readonly at: string
  /** `null`: no name was checked. */
  readonly serverName: string | null
  readonly kubectl: {
    readonly version: string
    readonly goVersion: string
    readonly assumed?: true
    readonly fidelity: 'exact' | 'approximate'
    readonly why?: string
  }
  readonly verdict: Verdict
  /** Leaf first, as given. */
  readonly presented: readonly CertificateDescription[]
  readonly trust: readonly CertificateDescription[]
}

export interface VerificationInput {
  /** DER, leaf first. */
  readonly presented: readonly Uint8Array[]
  /** DER of the trust anchors. */
  readonly anchors: readonly Uint8Array[]
  readonly serverName: string | null
  readonly at: Date
  /** Minutes east of UTC of the zone that kubectl prints the current time in. */
  readonly zoneOffsetMinutes: number
  readonly release: Release
}

/** What kubectl's Go would say if a server presented this chain. Pure. */
export function verifyChain(input: VerificationInput): Verification {
  const { presented, anchors, serverName, at, zoneOffsetMinutes, release } = input
  const judged = judgeChain({
    presented,
    anchors,
    dnsName: serverName ?? '',
    at,
    zoneOffsetMinutes,
    behaviours: release.behaviours,
    insecure: false,
  })
  const { outcome, error, chains, trace, next } = judged
  const why = release.approximate ?? judged.approximate
  return {
    schemaVersion: '1',
    kind: 'Verification',
    tool: { name: 'kubectl-tlsdoctor', version: toolVersion },
    at: at.toISOString(),
    serverName,
    kubectl: {
      version: release.kubectl,
      goVersion: release.go,
      ...(release.assumed ? { assumed: true as const } : {}),
      ...(why === null ? { fidelity: 'exact' } : { fidelity: 'approximate', why }),
    },
    verdict: {
      outcome,
      stage: 'certificate',
      code: error?.code ?? null,
      text: error?.text ?? null,
      chains,
      trace,
      next: next.map(({ code, text }) => ({ stage: 'certificate', code, text })),
    },
    presented: presented.map(describeCertificate),
    trust: anchors.map(describeCertificate),
  }
}
