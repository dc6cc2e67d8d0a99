import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import { objection } from './facts/verdict-codes.ts'
import type { Rule } from './rule.ts'

/** The connection stands, but the TLS handshake is not answered within 10 seconds. */
export const handshakeTimeout: Rule<ConnectionFacts> = {
  id: 'handshake-timeout',
  citations: [{ title: 'net/http Transport.TLSHandshakeTimeout', ref: 'https://pkg.go.dev/net/http#Transport' }],
  explainedBy: ['large-client-hello-dropped'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) =>
        obstacle.layer === 'tls' &&
        obstacle.exchange.end.kind === 'timeout' &&
        // Where kubectl gives up at what came before, it waits for nothing.
        objection(path, 'net/http.TLSHandshakeTimeout') !== null
          ? {
              detail: `${obstacle.exchange.bytesReceived} bytes in ${Math.round(obstacle.exchange.end.afterMs / 1000)} s`,
              remote: obstacle.exchange.remote,
            }
          : null,
      ),
    ),
}
