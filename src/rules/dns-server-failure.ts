import { type ConnectionFacts, obstacleLook } from './facts/connection-facts.ts'
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
        const { reason, name, server } = obstacle
        if (reason.kind === 'no-such-host' || reason.kind === 'cut-off') return null
        const what =
          reason.kind === 'server-misbehaving'
            ? (RCODES[reason.rcode] ?? `rcode ${reason.rcode}`)
            : reason.kind === 'socket'
              ? reason.errno
              : reason.kind
        return { detail: `${name}${server === null ? '' : ` on ${server}`}: ${what}` }
      }),
    ),
}

/** RFC 1035 section 4.1.1. */
const RCODES: Readonly<Record<number, string>> = { 1: 'FORMERR', 2: 'SERVFAIL', 4: 'NOTIMP', 5: 'REFUSED' }
