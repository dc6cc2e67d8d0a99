import type { RemedyKind, Trial } from './remedy.ts'
import { type ClusterFacts, clusterFacts, failingPath, firedOf } from './situation.ts'

export type ServerCertificateRenewFacts = ClusterFacts & {
  readonly serverName: string
  readonly fixes: readonly string[]
}

/** Renew the server's certificate. */
export const serverCertificateRenew: RemedyKind<ServerCertificateRenewFacts> = {
  id: 'server-certificate-renew',
  propose(subject, findings) {
    const { target } = subject.case
    if (target === null) return []
    const fixes = firedOf(subject, findings, [
      'certificate-expired',
      'intermediate-expired',
      'certificate-expires-soon',
    ])
    if (fixes.length === 0) return []
    const facts = { ...clusterFacts(target), serverName: target.serverName, fixes }
    const trial: Trial =
      failingPath(subject) === null
        ? { kind: 'untried', reason: 'kubectl still accepts it, so that there is nothing to try before it expires' }
        : { kind: 'error-mended', codes: ['x509.CertificateInvalidError.Expired'], certain: true }
    return [
      { id: this.id, fixes, actor: 'cluster-admin', risk: 'none', applicability: 'exact', edit: null, facts, trial },
    ]
  },
}
