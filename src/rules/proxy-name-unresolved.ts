import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { lookupDetail } from './facts/lookup-detail.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** The proxy's name does not resolve: mostly a stale variable. */
export const proxyNameUnresolved: Rule<ConnectionFacts> = {
  id: 'proxy-name-unresolved',
  citations: [{ title: 'net name resolution', ref: 'https://pkg.go.dev/net#hdr-Name_Resolution' }],
  explainedBy: [],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) =>
        obstacle.layer === 'name' && obstacle.hop === 'proxy' ? { detail: lookupDetail(obstacle) } : null,
      ),
    ),
}
