import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** This machine has no way to that address, or is forbidden to use it. */
export const noRoute: Rule<ConnectionFacts> = {
  id: 'no-route',
  citations: [{ title: 'net.OpError', ref: 'https://pkg.go.dev/net#OpError' }],
  explainedBy: ['no-direct-route', 'proxy-url-invalid'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) => {
        if (obstacle.layer !== 'dial' || obstacle.hop !== 'server' || obstacle.result.kind !== 'failed') return null
        const { errno } = obstacle.result
        return NO_ROUTE.includes(errno) ? { detail: errno, remote: obstacle.remote } : null
      }),
    ),
}

const NO_ROUTE: readonly string[] = [
  'ENETUNREACH',
  'EHOSTUNREACH',
  'EADDRNOTAVAIL',
  'EACCES',
  'EPERM',
  'ENETDOWN',
  'EHOSTDOWN',
]
