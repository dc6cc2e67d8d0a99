import type { RemedyKind } from './remedy.ts'
import { type ClusterFacts, clusterFacts, failingPath, firedOf } from './situation.ts'

export type ServerCertificateRenewFacts = ClusterFacts & {
  readonly serverName: string
  readonly fixes: readonly string[]
}

/** Renew the server's certificate. */
export const serverCertificateRenew: RemedyKind<ServerCertificateRenewFacts> = {
  id: 'server-certificate-renew',
  propose(subject, findings) {
    const failing = failingPath(subject)
    if (failing === null) return []
    const { target } = failing
    const fixes = firedOf(subject, findings, [
      'certificate-expired',
      'intermediate-expired',
      'certificate-expires-soon',
    ])
    if (fixes.length === 0) return []
    const facts = { ...clusterFacts(target), serverName: target.serverName, fixes }
    const trial = { kind: 'error-mended', codes: ['x509.CertificateInvalidError.Expired'], certain: true } as const
    return [
      { id: this.id, fixes, actor: 'cluster-admin', risk: 'none', applicability: 'exact', edit: null, facts, trial },
    ]
  },
}
