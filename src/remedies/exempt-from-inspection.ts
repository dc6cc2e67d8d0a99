import { parseIp } from '../lib/ip.ts'
import { foreignChain } from '../rules/facts/foreign-chain.ts'
import type { RemedyKind } from './remedy.ts'
import { askedOfNetworkTeam, type ClusterFacts, clusterFacts, failingPath, firedOf } from './situation.ts'

export type ExemptFromInspectionFacts = ClusterFacts & {
  readonly proxy: string | null
  readonly issuer: string
  readonly sha256: string | null
  readonly at: string
  /** No SNI is sent for an address, so a rule by name cannot match. */
  readonly isAddress: boolean
  /** The proxy does not get through to the server either: that must be mended with it. */
  readonly upstreamFails: boolean
}

/** Ask those who run the interceptor to let this server through untouched, with the evidence they need. */
export const exemptFromInspection: RemedyKind<ExemptFromInspectionFacts> = {
  id: 'exempt-from-inspection',
  propose(subject, findings) {
    const failing = failingPath(subject)
    if (failing === null) return []
    const { path, target } = failing
    const chain = foreignChain(subject, path)
    if (chain?.cause !== 'intercepted') return []
    const fixes = firedOf(subject, findings, [
      'tls-intercepted-by-proxy',
      'tls-intercepted-transparently',
      'proxy-cannot-reach-upstream',
    ])
    if (fixes.length === 0) return []
    const facts = {
      ...clusterFacts(target),
      proxy: path.path.proxy?.url ?? null,
      issuer: chain.issuer,
      sha256: path.presented?.[0]?.sha256 ?? null,
      at: subject.case.at,
      isAddress: parseIp(target.host) !== null,
      upstreamFails: firedOf(subject, findings, ['proxy-cannot-reach-upstream']).length > 0,
    }
    return [askedOfNetworkTeam(this.id, fixes, facts)]
  },
}
