import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** Nothing answers the connect: packets are dropped on the way. */
export const connectTimeout: Rule<ConnectionFacts> = {
  id: 'connect-timeout',
  citations: [{ title: 'net.OpError', ref: 'https://pkg.go.dev/net#OpError' }],
  explainedBy: ['no-direct-route', 'proxy-url-invalid'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) => {
        if (obstacle.layer !== 'dial' || obstacle.hop !== 'server') return null
        const { result, remote } = obstacle
        if (result.kind === 'timeout')
          return { detail: `no answer within ${Math.round(result.afterMs / 1000)} s`, remote }
        return result.kind === 'failed' && result.errno === 'ETIMEDOUT' ? { detail: 'ETIMEDOUT', remote } : null
      }),
    ),
}
