import { parseIp } from '../lib/ip.ts'
import { objection } from '../rules/facts/verdict-codes.ts'
import type { RemedyKind } from './remedy.ts'
import { type ClusterFacts, clusterFacts, failingPath, firedOf } from './situation.ts'

/** Address the server by a DNS name instead of an IP address. */
export const serverNameInsteadOfIp: RemedyKind<ClusterFacts> = {
  id: 'server-name-instead-of-ip',
  propose(subject, findings) {
    const failing = failingPath(subject)
    if (failing === null) return []
    const { path, target } = failing
    const fixes = firedOf(subject, findings, ['server-ip-not-in-certificate', 'interceptor-cannot-name-server'])
    if (parseIp(target.host) === null || objection(path, 'x509.HostnameError') === null || fixes.length === 0) return []
    const trial = { kind: 'error-mended', codes: ['x509.HostnameError'] } as const
    return [
      {
        id: this.id,
        fixes,
        actor: 'you',
        risk: 'none',
        applicability: 'needs-input',
        edit: null,
        facts: clusterFacts(target),
        trial,
      },
    ]
  },
}
