import { fromHex } from '../lib/bytes.ts'
import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** Something else than TLS or HTTP answers on this port. */
export const notTls: Rule<ConnectionFacts> = {
  id: 'not-tls',
  citations: [
    { title: 'RFC 8446 section 5.1 (record layer)', ref: 'https://www.rfc-editor.org/rfc/rfc8446#section-5.1' },
  ],
  explainedBy: ['plain-http-port'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) => {
        if (obstacle.layer !== 'tls' || obstacle.exchange.firstBytes === '') return null
        const bytes = fromHex(obstacle.exchange.firstBytes)
        const first = bytes[0] ?? 0
        const text = Buffer.from(bytes).toString('latin1')
        if (first === ALERT || first === HANDSHAKE || text.startsWith('HTTP/')) return null
        return { detail: text.replace(/[\r\n]+$/, ''), remote: obstacle.exchange.remote }
      }),
    ),
}

const ALERT = 0x15
const HANDSHAKE = 0x16
