import type { RemedyKind } from './remedy.ts'
import { type ClusterFacts, clusterFacts, failingPath, firedOf } from './situation.ts'

export type ServerSendIntermediateFacts = ClusterFacts & {
  readonly serverName: string
  readonly fixes: readonly string[]
}

/** Let the server send its intermediate too. Nobody has seen that certificate, so what comes of it is not known. */
export const serverSendIntermediate: RemedyKind<ServerSendIntermediateFacts> = {
  id: 'server-send-intermediate',
  propose(subject, findings) {
    const failing = failingPath(subject)
    if (failing === null) return []
    const { target } = failing
    const fixes = firedOf(subject, findings, ['intermediate-missing'])
    if (fixes.length === 0) return []
    const facts = { ...clusterFacts(target), serverName: target.serverName, fixes }
    const trial = { kind: 'error-mended', codes: ['x509.UnknownAuthorityError'], certain: false } as const
    return [
      { id: this.id, fixes, actor: 'cluster-admin', risk: 'none', applicability: 'likely', edit: null, facts, trial },
    ]
  },
}
