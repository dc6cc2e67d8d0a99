import type { RemedyKind } from './remedy.ts'
import { type ClusterFacts, clusterFacts, failingPath, firedOf } from './situation.ts'

export type ServerCertificateNamesFacts = ClusterFacts & {
  readonly serverName: string
  readonly fixes: readonly string[]
}

/** Give the server's certificate the name or address that is used. */
export const serverCertificateNames: RemedyKind<ServerCertificateNamesFacts> = {
  id: 'server-certificate-names',
  propose(subject, findings) {
    const failing = failingPath(subject)
    if (failing === null) return []
    const { target } = failing
    const fixes = firedOf(subject, findings, [
      'server-ip-not-in-certificate',
      'server-name-not-in-certificate',
      'certificate-without-sans',
    ])
    if (fixes.length === 0) return []
    const facts = { ...clusterFacts(target), serverName: target.serverName, fixes }
    const trial = { kind: 'error-mended', codes: ['x509.HostnameError'], certain: true } as const
    return [
      { id: this.id, fixes, actor: 'cluster-admin', risk: 'none', applicability: 'exact', edit: null, facts, trial },
    ]
  },
}
