import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import { decisiveWalk } from './facts/walks.ts'
import type { Rule } from './rule.ts'

/** The server refuses the client certificate that was offered, by an alert. */
export const clientCertificateRejected: Rule<ConnectionFacts> = {
  id: 'client-certificate-rejected',
  citations: [{ title: 'RFC 8446 section 6 (alerts)', ref: 'https://www.rfc-editor.org/rfc/rfc8446#section-6' }],
  explainedBy: ['client-certificate-expired'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) => {
        if (decisiveWalk(path)?.carried.includes('client-certificate') !== true) return null
        const alert =
          obstacle.layer === 'http' && obstacle.exchange.end.kind === 'alert'
            ? obstacle.exchange.end.description
            : obstacle.layer === 'tls'
              ? obstacle.exchange.alerts.find((one) => one.level === 'fatal')?.description
              : undefined
        return alert !== undefined && ABOUT_CLIENT.includes(alert) ? { detail: `alert ${alert}` } : null
      }),
    ),
}

/** Alerts that speak of the other side's certificate (RFC 8446 section 6.2). */
const ABOUT_CLIENT: readonly number[] = [42, 43, 44, 45, 46, 48, 49, 116]
