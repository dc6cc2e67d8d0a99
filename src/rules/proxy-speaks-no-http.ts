import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** What listens on the proxy's port answers CONNECT with something that is no HTTP, or an https:// proxy speaks no TLS. */
export const proxySpeaksNoHttp: Rule<ConnectionFacts> = {
  id: 'proxy-speaks-no-http',
  citations: [
    { title: 'RFC 9110 section 9.3.6 (CONNECT)', ref: 'https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6' },
  ],
  explainedBy: [],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) => {
        if (
          obstacle.layer === 'tunnel' &&
          obstacle.tunnel.kind === 'connect' &&
          obstacle.tunnel.end.kind === 'malformed'
        ) {
          return { detail: obstacle.tunnel.end.firstLine, hop: 'proxy' }
        }
        if (obstacle.layer !== 'proxy-tls' || obstacle.exchange.firstBytes === '') return null
        return speaksTls(obstacle.exchange.firstBytes) ? null : { detail: 'the answer is no TLS record', hop: 'proxy' }
      }),
    ),
}

/** First byte of an alert or a handshake record (RFC 8446 section 5.1). */
function speaksTls(firstBytes: string): boolean {
  return firstBytes.startsWith('15') || firstBytes.startsWith('16')
}
