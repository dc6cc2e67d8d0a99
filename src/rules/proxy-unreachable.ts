import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** The proxy's own port cannot be connected to. kubectl names the API server in that line. */
export const proxyUnreachable: Rule<ConnectionFacts> = {
  id: 'proxy-unreachable',
  citations: [{ title: 'net.OpError', ref: 'https://pkg.go.dev/net#OpError' }],
  explainedBy: ['proxy-name-unresolved'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) => {
        if (obstacle.layer !== 'dial' || obstacle.hop !== 'proxy') return null
        const { result, remote } = obstacle
        return { detail: result.kind === 'failed' ? result.errno : result.kind, remote }
      }),
    ),
}
