import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** The peer ends the handshake with an alert that no other finding explains. */
export const serverSentAlert: Rule<ConnectionFacts> = {
  id: 'server-sent-alert',
  citations: [{ title: 'RFC 8446 section 6 (alerts)', ref: 'https://www.rfc-editor.org/rfc/rfc8446#section-6' }],
  explainedBy: [
    'tls-version-too-old',
    'no-common-tls-parameters',
    'client-certificate-required',
    'client-certificate-rejected',
  ],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) => {
        if (obstacle.layer !== 'tls') return null
        const alert = obstacle.exchange.alerts.find((one) => one.level === 'fatal')
        return alert === undefined
          ? null
          : {
              detail: `alert ${alert.description} (${ALERTS[alert.description] ?? 'unknown'})`,
              remote: obstacle.exchange.remote,
            }
      }),
    ),
}

/** RFC 8446 section 6, RFC 5246 section 7.2. */
const ALERTS: Readonly<Record<number, string>> = {
  10: 'unexpected message',
  20: 'bad record MAC',
  40: 'handshake failure',
  42: 'bad certificate',
  46: 'certificate unknown',
  47: 'illegal parameter',
  48: 'unknown authority',
  49: 'access denied',
  50: 'decode error',
  51: 'decrypt error',
  70: 'protocol version',
  71: 'insufficient security',
  80: 'internal error',
  86: 'inappropriate fallback',
  90: 'user canceled',
  109: 'missing extension',
  110: 'unsupported extension',
  112: 'unrecognized name',
  116: 'certificate required',
  120: 'no application protocol',
}
