import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { lookupDetail } from './facts/lookup-detail.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** The DNS server fails, is silent or refuses: the name may well exist. */
export const dnsServerFailure: Rule<ConnectionFacts> = {
  id: 'dns-server-failure',
  citations: [{ title: 'net name resolution', ref: 'https://pkg.go.dev/net#hdr-Name_Resolution' }],
  explainedBy: ['no-direct-route', 'proxy-url-invalid'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) => {
        if (obstacle.layer !== 'name' || obstacle.hop !== 'server') return null
        const { reason } = obstacle
        if (reason.kind === 'no-such-host' || reason.kind === 'cut-off') return null
        return { detail: lookupDetail(obstacle) }
      }),
    ),
}
