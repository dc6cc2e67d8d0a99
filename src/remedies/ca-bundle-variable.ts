import { trustedElsewhere } from '../rules/facts/trusted-elsewhere.ts'
import { trusting } from './edit-case.ts'
import type { RemedyKind } from './remedy.ts'
import { type ClusterFacts, clusterFacts, failingPath, firedOf } from './situation.ts'

export type CaBundleVariableFacts = ClusterFacts & { readonly store: string; readonly pinned: boolean }

/** Point SSL_CERT_FILE at a bundle that holds the authority. Without effect where the kubeconfig pins its own. */
export const caBundleVariable: RemedyKind<CaBundleVariableFacts> = {
  id: 'ca-bundle-variable',
  propose(subject, findings) {
    const failing = failingPath(subject)
    if (failing === null) return []
    const { path, target } = failing
    const fixes = firedOf(subject, findings, UNKNOWN_AUTHORITY)
    const [store] = trustedElsewhere(subject, path)
    if (store === undefined || fixes.length === 0 || target.trust.source === 'insecure') return []
    const isRead = target.trust.source === 'system'
    const facts = { ...clusterFacts(target), store: store.file, pinned: !isRead }
    // Where trust is pinned the Case does not change at all, and that is what the trial shows.
    const changed = isRead ? trusting(subject.case, [store.authority]) : subject.case
    return [
      {
        id: this.id,
        fixes,
        actor: 'you',
        risk: isRead ? 'widens-trust' : 'none',
        applicability: 'exact',
        edit: null,
        facts,
        trial: { kind: 'edited', case: changed, by: 'model' },
      } as const,
    ]
  },
}

const UNKNOWN_AUTHORITY = [
  'tls-intercepted-by-proxy',
  'tls-intercepted-transparently',
  'foreign-chain-unexplained',
  'system-roots-do-not-know-server',
  'cluster-ca-mismatch',
] as const
