import type { RemedyKind } from './remedy.ts'
import { type ClusterFacts, clusterFacts, failingPath, firedOf } from './situation.ts'

export type LogInAgainFacts = ClusterFacts & {
  readonly user: string | null
  readonly methods: readonly string[]
  readonly forbidden: boolean
}

/** Get new credentials for this user. */
export const logInAgain: RemedyKind<LogInAgainFacts> = {
  id: 'log-in-again',
  propose(subject, findings) {
    const failing = failingPath(subject)
    if (failing === null) return []
    const { target } = failing
    const fixes = firedOf(subject, findings, ['unauthorized', 'forbidden'])
    if (fixes.length === 0) return []
    const facts = {
      ...clusterFacts(target),
      user: target.user,
      methods: target.authentication,
      forbidden: fixes.includes('forbidden'),
    }
    const reason = 'new credentials or rights do not exist here'
    return [
      {
        id: this.id,
        fixes,
        actor: fixes.includes('forbidden') ? 'cluster-admin' : 'you',
        risk: 'none',
        applicability: 'needs-input',
        edit: null,
        facts,
        trial: { kind: 'untried', reason },
      },
    ]
  },
}
