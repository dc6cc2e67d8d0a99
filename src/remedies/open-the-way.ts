import type { RemedyKind } from './remedy.ts'
import { type ClusterFacts, clusterFacts, failingPath, firedOf, NO_WAY_OUT } from './situation.ts'

export type OpenTheWayFacts = ClusterFacts & { readonly fixes: readonly string[] }

/** Make the server reachable: start it, open the firewall, join the VPN, correct the address. */
export const openTheWay: RemedyKind<OpenTheWayFacts> = {
  id: 'open-the-way',
  propose(subject, findings) {
    const failing = failingPath(subject)
    if (failing === null) return []
    const { target } = failing
    const fixes = firedOf(subject, findings, [...NO_WAY_OUT, ...SILENT_SERVER])
    if (fixes.length === 0) return []
    const reason = 'nothing on this machine can be tried for it'
    return [
      {
        id: this.id,
        fixes,
        actor: 'network-admin',
        risk: 'none',
        applicability: 'needs-input',
        edit: null,
        facts: { ...clusterFacts(target), fixes },
        trial: { kind: 'untried', reason },
      },
    ]
  },
}

const SILENT_SERVER = [
  'port-closed',
  'dns-server-failure',
  'connection-reset',
  'connection-closed',
  'handshake-timeout',
  'not-tls',
  'plain-http-port',
  'tls-version-too-old',
  'server-sent-alert',
  'no-common-tls-parameters',
] as const
