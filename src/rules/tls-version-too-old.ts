import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** The peer knows no TLS newer than 1.1; kubectl needs 1.2. */
export const tlsVersionTooOld: Rule<ConnectionFacts> = {
  id: 'tls-version-too-old',
  citations: [{ title: 'crypto/tls Config.MinVersion', ref: 'https://pkg.go.dev/crypto/tls#Config' }],
  explainedBy: [],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) => {
        if (obstacle.layer !== 'tls') return null
        const { serverHello, alerts, remote } = obstacle.exchange
        if (serverHello !== null && serverHello.version < TLS12)
          return { detail: `version 0x${serverHello.version.toString(16).padStart(4, '0')}`, remote }
        return alerts.some((alert) => alert.level === 'fatal' && alert.description === 70)
          ? { detail: 'alert 70, protocol version', remote }
          : null
      }),
    ),
}

const TLS12 = 0x0303
