import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** The SOCKS proxy wants credentials, or refuses those in the URL. */
export const socksAuthRequired: Rule<ConnectionFacts> = {
  id: 'socks-auth-required',
  citations: [{ title: 'RFC 1928', ref: 'https://www.rfc-editor.org/rfc/rfc1928' }],
  explainedBy: [],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) => {
        const tunnel = obstacle.layer === 'tunnel' && obstacle.tunnel.kind === 'socks5' ? obstacle.tunnel : null
        if (tunnel === null) return null
        const { end } = tunnel
        return end.kind === 'no-acceptable-method' ||
          end.kind === 'authentication-failed' ||
          end.kind === 'invalid-auth-version'
          ? { detail: end.kind, hop: 'proxy', remote: tunnel.proxyAddress }
          : null
      }),
    ),
}
