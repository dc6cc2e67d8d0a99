import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import { objection } from './facts/verdict-codes.ts'
import type { Rule } from './rule.ts'

/** The connection is reset after it was made: a firewall, a load balancer without a backend, or a crashed server. */
export const connectionReset: Rule<ConnectionFacts> = {
  id: 'connection-reset',
  citations: [{ title: 'net.OpError', ref: 'https://pkg.go.dev/net#OpError' }],
  explainedBy: ['proxy-closes-tunnel', 'tls-version-too-old', 'large-client-hello-dropped'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) => {
        if (obstacle.layer === 'dial' && obstacle.hop === 'server') {
          return obstacle.result.kind === 'failed' && obstacle.result.errno === 'ECONNRESET'
            ? { detail: 'reset while connecting' }
            : null
        }
        if (obstacle.layer === 'tls')
          // Where kubectl gives up at what came before, it is gone by then.
          return obstacle.exchange.end.kind === 'reset' && objection(path, 'net.OpError') !== null
            ? { detail: 'reset during the TLS handshake', remote: obstacle.exchange.remote }
            : null
        return obstacle.layer === 'http' && obstacle.exchange.end.kind === 'reset'
          ? { detail: 'reset instead of an answer' }
          : null
      }),
    ),
}
