import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** The proxy answers CONNECT with something else than 200; kubectl prints the reason phrase alone. */
export const proxyRefusesConnect: Rule<ConnectionFacts> = {
  id: 'proxy-refuses-connect',
  citations: [
    { title: 'RFC 9110 section 9.3.6 (CONNECT)', ref: 'https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6' },
  ],
  explainedBy: ['proxy-auth-required', 'proxy-cannot-reach-upstream'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) => {
        const tunnel = obstacle.layer === 'tunnel' && obstacle.tunnel.kind === 'connect' ? obstacle.tunnel : null
        if (tunnel === null || tunnel.end.kind !== 'answered' || NOT_A_REFUSAL.includes(tunnel.status ?? 0)) return null
        return { detail: tunnel.statusLine ?? '', hop: 'proxy' }
      }),
    ),
}

/** These have findings of their own. */
const NOT_A_REFUSAL: readonly number[] = [407, 502, 503, 504]
