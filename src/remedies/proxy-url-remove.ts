import { directPath } from '../rules/facts/walks.ts'
import { onPath } from './edit-case.ts'
import type { RemedyKind } from './remedy.ts'
import { type ClusterFacts, clusterEdit, clusterFacts, failingPath, firedOf, TROUBLED_PATH } from './situation.ts'

/** Take the proxy-url out of the kubeconfig, so that kubectl goes direct. */
export const proxyUrlRemove: RemedyKind<ClusterFacts> = {
  id: 'proxy-url-remove',
  propose(subject, findings) {
    const failing = failingPath(subject)
    if (failing === null) return []
    const { path, target } = failing
    const fixes = firedOf(subject, findings, TROUBLED_PATH)
    const direct = directPath(subject)
    if (target.proxy.decidedBy.kind !== 'proxy-url' || path.path.proxy === null || fixes.length === 0) return []
    if (direct === null || direct.transcript === null) return []
    const edit = clusterEdit(target, {}, ['proxy-url'])
    const trial = { kind: 'edited', case: onPath(subject.case, direct.path), by: 'probe' } as const
    return [
      {
        id: this.id,
        fixes,
        actor: 'you',
        risk: 'none',
        applicability: 'exact',
        edit,
        facts: clusterFacts(target),
        trial,
      },
    ]
  },
}
