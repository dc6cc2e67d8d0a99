import { placeOf } from '../rules/facts/config-finding.ts'
import type { RemedyKind } from './remedy.ts'
import { type ClusterFacts, clusterFacts, failingPath, firedOf } from './situation.ts'

export type ClientCertificateRenewFacts = ClusterFacts & { readonly user: string | null; readonly place: string | null }

/** Renew the client certificate in the kubeconfig. */
export const clientCertificateRenew: RemedyKind<ClientCertificateRenewFacts> = {
  id: 'client-certificate-renew',
  propose(subject, findings) {
    const failing = failingPath(subject)
    if (failing === null) return []
    const { target } = failing
    const fixes = firedOf(subject, findings, [
      'client-certificate-expired',
      'client-certificate-rejected',
      'client-certificate-required',
    ])
    if (fixes.length === 0) return []
    const facts = { ...clusterFacts(target), user: target.user, place: placeOf(target.clientCertificate?.at ?? null) }
    const reason = 'the new certificate does not exist yet'
    return [
      {
        id: this.id,
        fixes,
        actor: 'cluster-admin',
        risk: 'none',
        applicability: 'needs-input',
        edit: null,
        facts,
        trial: { kind: 'untried', reason },
      },
    ]
  },
}
