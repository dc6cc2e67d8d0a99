import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import { headerOf } from './facts/walks.ts'
import type { Rule } from './rule.ts'

/** The proxy wants credentials (407). Go sends Basic from the URL alone, never NTLM or Negotiate. */
export const proxyAuthRequired: Rule<ConnectionFacts> = {
  id: 'proxy-auth-required',
  citations: [{ title: 'RFC 9110 section 15.5.8 (407)', ref: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.8' }],
  explainedBy: [],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) => {
        const tunnel = obstacle.layer === 'tunnel' && obstacle.tunnel.kind === 'connect' ? obstacle.tunnel : null
        if (tunnel?.status !== 407) return null
        return { detail: headerOf(tunnel.headers, 'proxy-authenticate') ?? '407 without a challenge', hop: 'proxy' }
      }),
    ),
}
