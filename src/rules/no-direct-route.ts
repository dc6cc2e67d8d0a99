import { hostPort } from '../lib/host-port.ts'
import { detailWords } from './facts/detail-words.ts'
import { obstacleOn, reachedFirstHop } from './facts/obstacle.ts'
import { directPath, seenOn } from './facts/walks.ts'
import type { Rule } from './rule.ts'

export type NoDirectRouteFacts = { readonly server: string; readonly reason: string; readonly proxy: string }

/** Without a proxy this machine does not get to the server at all; only a proxy leads out. */
export const noDirectRoute: Rule<NoDirectRouteFacts> = {
  id: 'no-direct-route',
  citations: [{ title: 'net.OpError', ref: 'https://pkg.go.dev/net#OpError' }],
  explainedBy: [],
  check: (subject) => {
    const direct = directPath(subject)
    if (direct === null || direct.transcript === null) {
      return { state: 'not-applicable', reason: 'the direct path was not walked' }
    }
    const throughProxy = subject.paths.find((one) => one.path.proxy !== null && reachedFirstHop(one))
    if (throughProxy === undefined) return { state: 'not-applicable', reason: 'no proxy could be reached either' }
    const obstacle = obstacleOn(direct)
    if (obstacle === null || (obstacle.layer !== 'dial' && obstacle.layer !== 'name')) return { state: 'clear' }
    if (obstacle.layer === 'dial' && obstacle.result.kind === 'failed' && obstacle.result.errno === 'ECONNREFUSED') {
      return { state: 'clear' }
    }
    const reason = obstacle.layer === 'name' ? 'name not resolved' : whyNot(obstacle.result)
    return {
      state: 'fired',
      severity: 'error',
      facts: {
        server: hostPort(direct.path.server),
        reason,
        proxy: throughProxy.path.proxy?.url ?? '',
      },
      evidence: [
        seenOn(subject, direct, obstacle.layer === 'name' ? 'resolution' : 'dial', `direct: ${detailWords(reason)}`),
      ],
      paths: [direct.path.id],
      confidence: 'certain',
    }
  },
}

function whyNot(result: { readonly kind: string; readonly errno?: string }): string {
  return result.errno ?? result.kind
}
