import { ownCertificateLook, type ServerCertificateFacts } from './facts/server-certificate.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

export type ClusterCaExpiredFacts = ServerCertificateFacts & { readonly authority: string; readonly notAfter: string }

/** The authority in the kubeconfig is itself past its notAfter; kubectl words it as if the server's certificate were. */
export const clusterCaExpired: Rule<ClusterCaExpiredFacts> = {
  id: 'cluster-ca-expired',
  citations: [{ title: 'crypto/x509 Certificate.Verify', ref: 'https://pkg.go.dev/crypto/x509#Certificate.Verify' }],
  explainedBy: ['clock-skew'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      ownCertificateLook(subject, path, (presented) => {
        if (path.judgement.verdict.chains.length > 0) return null
        const top = presented.at(-1)
        const signers = subject.anchors().filter((one) => presented.some((below) => below.issuer === one.subject))
        if (
          top === undefined ||
          signers.length === 0 ||
          signers.some((one) => Date.parse(one.notAfter) >= Date.parse(subject.case.at))
        )
          return null
        const [anchor] = signers
        if (anchor === undefined) return null
        return {
          detail: `the authority ${anchor.subject} is not valid after ${anchor.notAfter}`,
          authority: anchor.subject,
          notAfter: anchor.notAfter,
        }
      }),
    ),
}
