import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** The server's machine refuses the connection: nothing listens there, or a firewall says so. */
export const portClosed: Rule<ConnectionFacts> = {
  id: 'port-closed',
  citations: [{ title: 'net.OpError', ref: 'https://pkg.go.dev/net#OpError' }],
  explainedBy: ['kubeconfig-missing', 'context-missing', 'cluster-missing', 'server-scheme-missing'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) =>
        obstacle.layer === 'dial' &&
        obstacle.hop === 'server' &&
        obstacle.result.kind === 'failed' &&
        obstacle.result.errno === 'ECONNREFUSED'
          ? { detail: 'ECONNREFUSED', remote: obstacle.remote }
          : null,
      ),
    ),
}
