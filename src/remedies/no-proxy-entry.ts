import { directPath } from '../rules/facts/walks.ts'
import { onPath } from './edit-case.ts'
import type { RemedyKind } from './remedy.ts'
import { type ClusterFacts, clusterFacts, failingPath, firedOf, TROUBLED_PATH } from './situation.ts'

export type NoProxyEntryFacts = ClusterFacts & { readonly variable: string; readonly noProxyVariable: string }

/** Keep this server away from the proxy variables: a NO_PROXY entry, or the variables cleared. */
export const noProxyEntry: RemedyKind<NoProxyEntryFacts> = {
  id: 'no-proxy-entry',
  propose(subject, findings) {
    const failing = failingPath(subject)
    if (failing === null) return []
    const { path, target } = failing
    const { decidedBy, noProxy } = target.proxy
    const fixes = firedOf(subject, findings, TROUBLED_PATH)
    const direct = directPath(subject)
    if (decidedBy.kind !== 'variable' || path.path.proxy === null || fixes.length === 0) return []
    const facts = {
      ...clusterFacts(target),
      variable: decidedBy.variable,
      noProxyVariable: noProxy.variable ?? 'NO_PROXY',
    }
    const rest = { id: this.id, fixes, actor: 'you', risk: 'none', applicability: 'exact', edit: null, facts } as const
    if (direct === null || direct.transcript === null) {
      return [{ ...rest, trial: { kind: 'untried', reason: 'the direct path was not walked' } }]
    }
    return [{ ...rest, trial: { kind: 'edited', case: onPath(subject.case, direct.path), by: 'probe' } }]
  },
}
