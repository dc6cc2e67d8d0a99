import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import { decisiveWalk } from './facts/walks.ts'
import type { Rule } from './rule.ts'

/** The server ends the connection because no client certificate was offered. */
export const clientCertificateRequired: Rule<ConnectionFacts> = {
  id: 'client-certificate-required',
  citations: [{ title: 'RFC 8446 section 6 (alerts)', ref: 'https://www.rfc-editor.org/rfc/rfc8446#section-6' }],
  explainedBy: [],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) => {
        const carried = decisiveWalk(path)?.carried.includes('client-certificate') === true
        if (carried) return null
        if (obstacle.layer === 'http' && obstacle.exchange.end.kind === 'alert') {
          return obstacle.exchange.end.description === CERTIFICATE_REQUIRED
            ? { detail: 'alert 116, certificate required' }
            : null
        }
        if (obstacle.layer !== 'tls') return null
        const { alerts, certificateRequest, remote } = obstacle.exchange
        const fatal = alerts.find((alert) => alert.level === 'fatal')?.description
        if (fatal === CERTIFICATE_REQUIRED) return { detail: 'alert 116, certificate required', remote }
        return fatal === HANDSHAKE_FAILURE && certificateRequest !== null
          ? { detail: 'alert 40 after it asked for a certificate', remote }
          : null
      }),
    ),
}

const CERTIFICATE_REQUIRED = 116
/** How TLS 1.2 says it (RFC 5246 section 7.4.6). */
const HANDSHAKE_FAILURE = 40
