import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** The port speaks HTTP without TLS: a wrong port or scheme, or a proxy's error page in clear. */
export const plainHttpPort: Rule<ConnectionFacts> = {
  id: 'plain-http-port',
  citations: [
    { title: 'net/http: server gave HTTP response to HTTPS client', ref: 'https://pkg.go.dev/net/http#Transport' },
  ],
  explainedBy: [],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) =>
        obstacle.layer === 'tls' && obstacle.exchange.firstBytes.startsWith(HTTP_SLASH)
          ? {
              detail: Buffer.from(obstacle.exchange.firstBytes, 'hex').toString('latin1').split('\r')[0] ?? '',
              remote: obstacle.exchange.remote,
            }
          : null,
      ),
    ),
}

/** `HTTP/` */
const HTTP_SLASH = '485454502f'
