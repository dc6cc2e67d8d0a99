import type { RemedyKind } from './remedy.ts'
import { type ClusterFacts, clusterFacts, failingPath, firedOf } from './situation.ts'

/** Put the cluster's present authority into the kubeconfig, fetched from the control plane and not from this connection. */
export const clusterCaReplace: RemedyKind<ClusterFacts> = {
  id: 'cluster-ca-replace',
  propose(subject, findings) {
    const failing = failingPath(subject)
    if (failing === null) return []
    const { target } = failing
    const fixes = firedOf(subject, findings, WRONG_AUTHORITY)
    if (fixes.length === 0) return []
    const reason =
      "the cluster's present authority is not in this kubeconfig, and what a connection presents is no proof of it"
    return [
      {
        id: this.id,
        fixes,
        actor: 'you',
        risk: 'none',
        applicability: 'needs-input',
        edit: null,
        facts: clusterFacts(target),
        trial: { kind: 'untried', reason },
      } as const,
    ]
  },
}

const WRONG_AUTHORITY = [
  'cluster-ca-mismatch',
  'cluster-ca-rotated',
  'cluster-ca-expired',
  'self-signed-server',
  'system-roots-do-not-know-server',
  'foreign-chain-unexplained',
] as const
