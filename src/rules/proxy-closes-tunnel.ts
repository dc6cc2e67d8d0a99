import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** The proxy takes the connection and then closes it: before it answers CONNECT, or before a byte of the server comes through. */
export const proxyClosesTunnel: Rule<ConnectionFacts> = {
  id: 'proxy-closes-tunnel',
  citations: [
    { title: 'RFC 9110 section 9.3.6 (CONNECT)', ref: 'https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6' },
  ],
  explainedBy: [],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) => {
        if (path.path.proxy === null) return null
        if (
          obstacle.layer === 'tunnel' &&
          (obstacle.tunnel.end.kind === 'closed' || obstacle.tunnel.end.kind === 'reset')
        ) {
          return obstacle.tunnel.kind === 'socks5'
            ? null
            : { detail: `${obstacle.tunnel.end.kind} before an answer to CONNECT`, hop: 'proxy' }
        }
        if (obstacle.layer !== 'tls' || obstacle.exchange.bytesReceived > 0) return null
        const { kind } = obstacle.exchange.end
        return kind === 'closed' || kind === 'reset'
          ? { detail: `${kind} after 200, before the server's first byte`, hop: 'proxy' }
          : null
      }),
    ),
}
