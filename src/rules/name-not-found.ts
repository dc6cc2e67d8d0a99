import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
import { lookupDetail } from './facts/lookup-detail.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

/** The server's name does not exist for the resolver that kubectl uses. */
export const nameNotFound: Rule<ConnectionFacts> = {
  id: 'name-not-found',
  citations: [{ title: 'net name resolution', ref: 'https://pkg.go.dev/net#hdr-Name_Resolution' }],
  explainedBy: ['no-direct-route', 'proxy-url-invalid'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      obstacleLook(subject, path, (obstacle) =>
        obstacle.layer === 'name' && obstacle.hop === 'server' && obstacle.reason.kind === 'no-such-host'
          ? { detail: lookupDetail(obstacle) }
          : null,
      ),
    ),
}
