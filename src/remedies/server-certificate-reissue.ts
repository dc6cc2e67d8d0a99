import type { RemedyKind } from './remedy.ts'
import { type ClusterFacts, clusterFacts, failingPath, firedOf } from './situation.ts'

export type ServerCertificateReissueFacts = ClusterFacts & {
  readonly serverName: string
  readonly fixes: readonly string[]
}

/** Issue the server's certificate, or its authority, as kubectl's Go accepts it. */
export const serverCertificateReissue: RemedyKind<ServerCertificateReissueFacts> = {
  id: 'server-certificate-reissue',
  propose(subject, findings) {
    const failing = failingPath(subject)
    if (failing === null) return []
    const { target } = failing
    const fixes = firedOf(subject, findings, [
      'wrong-key-usage',
      'weak-signature',
      'certificate-malformed',
      'authority-may-not-sign',
      'unhandled-critical-extension',
    ])
    if (fixes.length === 0) return []
    const facts = { ...clusterFacts(target), serverName: target.serverName, fixes }
    const trial = {
      kind: 'error-mended',
      codes: ['x509.', 'tls.CertificateParseError', 'tls.InvalidServerSignature'],
      certain: true,
    } as const
    return [
      { id: this.id, fixes, actor: 'cluster-admin', risk: 'none', applicability: 'exact', edit: null, facts, trial },
    ]
  },
}
