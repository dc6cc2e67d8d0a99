import { parseIp } from '../lib/ip.ts'
import { objection } from '../rules/facts/verdict-codes.ts'
import type { CertificateDescription } from '../x509/description.ts'
import type { RemedyKind } from './remedy.ts'
import { type ClusterFacts, clusterFacts, failingPath, firedOf } from './situation.ts'

/** `name`: one that the server's own certificate holds; `null`: whichever, since whoever mints certificates may mint it. */
export type ServerNameInsteadOfIpFacts = ClusterFacts & { readonly name: string | null }

/** Address the server by a DNS name instead of an IP address. */
export const serverNameInsteadOfIp: RemedyKind<ServerNameInsteadOfIpFacts> = {
  id: 'server-name-instead-of-ip',
  propose(subject, findings) {
    const failing = failingPath(subject)
    if (failing === null) return []
    const { path, target } = failing
    const fixes = firedOf(subject, findings, ['server-ip-not-in-certificate', 'interceptor-cannot-name-server'])
    if (parseIp(target.host) === null || objection(path, 'x509.HostnameError') === null || fixes.length === 0) return []
    const shared = { id: this.id, fixes, actor: 'you', risk: 'none', applicability: 'needs-input', edit: null } as const
    if (!fixes.includes('server-ip-not-in-certificate')) {
      const trial = { kind: 'error-mended', codes: ['x509.HostnameError'], certain: false } as const
      return [{ ...shared, facts: { ...clusterFacts(target), name: null }, trial }]
    }
    const name = publicName(path.presented?.[0])
    if (name === null) return []
    const reason = `the certificate holds ${name}; whether that name leads to this server from here was not looked up`
    return [{ ...shared, facts: { ...clusterFacts(target), name }, trial: { kind: 'untried', reason } }]
  },
}

/** One that may resolve outside: not the service's names inside the cluster, no pattern, no bare word. */
function publicName(leaf: CertificateDescription | undefined): string | null {
  const isInside = (name: string) => /^kubernetes(\.|$)|\.(local|internal|svc)$|^localhost$/.test(name)
  return (
    leaf?.sans.dns.find(
      (name) => name.includes('.') && !name.includes('*') && parseIp(name) === null && !isInside(name),
    ) ?? null
  )
}
