import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** Client and server share no cipher suite, group or signature scheme: the server refuses before it shows a certificate. */
export const noCommonTlsParameters: Rule<ConnectionFacts> = {
  id: 'no-common-tls-parameters',
  citations: [{ title: 'RFC 8446 section 6 (alerts)', ref: 'https://www.rfc-editor.org/rfc/rfc8446#section-6' }],
  explainedBy: ['tls-version-too-old', 'client-certificate-required'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) => {
        if (obstacle.layer !== 'tls' || obstacle.exchange.certificates !== null) return null
        const alert = obstacle.exchange.alerts.find(
          (one) => one.level === 'fatal' && (one.description === 40 || one.description === 71),
        )
        return alert === undefined ? null : { detail: `alert ${alert.description}`, remote: obstacle.exchange.remote }
      }),
    ),
}
