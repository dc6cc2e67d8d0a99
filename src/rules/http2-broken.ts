import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** HTTP/2 was agreed upon and does not work: something on the way speaks it wrongly. */
export const http2Broken: Rule<ConnectionFacts> = {
  id: 'http2-broken',
  citations: [{ title: 'RFC 9113', ref: 'https://www.rfc-editor.org/rfc/rfc9113' }],
  explainedBy: ['tls-intercepted-by-proxy', 'tls-intercepted-transparently'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) =>
        obstacle.layer === 'http' && obstacle.exchange.end.kind === 'http2-error'
          ? { detail: `${obstacle.exchange.end.code}: ${obstacle.exchange.end.message}` }
          : null,
      ),
    ),
}
