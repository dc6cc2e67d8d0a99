import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import { objection } from './facts/verdict-codes.ts'
import type { Rule } from './rule.ts'

/** The peer closes the connection without a word. */
export const connectionClosed: Rule<ConnectionFacts> = {
  id: 'connection-closed',
  citations: [{ title: 'net.OpError', ref: 'https://pkg.go.dev/net#OpError' }],
  explainedBy: ['proxy-closes-tunnel', 'large-client-hello-dropped'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) => {
        if (obstacle.layer === 'tls') {
          const { end, remote } = obstacle.exchange
          // Where kubectl gives up at what came before, it is gone by then.
          return end.kind === 'closed' && objection(path, 'io') !== null
            ? { detail: `closed during the TLS handshake${end.midRecord ? ', inside a record' : ''}`, remote }
            : null
        }
        if (obstacle.layer !== 'http') return null
        const { kind } = obstacle.exchange.end
        return kind === 'closed' || kind === 'truncated'
          ? { detail: kind === 'closed' ? 'closed instead of an answer' : 'the answer stopped short' }
          : null
      }),
    ),
}
