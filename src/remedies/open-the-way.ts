import type { FiredFinding } from '../rules/rule.ts'
import type { RemedyKind } from './remedy.ts'
import { type ClusterFacts, clusterFacts, failingPath, firedOf, NO_WAY_OUT } from './situation.ts'

export type OpenTheWayFacts = ClusterFacts & {
  /** What was seen, as `port-closed (ECONNREFUSED)`. */
  readonly seen: string
  /** It is the name that fails, and not the way. */
  readonly isAboutName: boolean
}

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
        facts: { ...clusterFacts(target), seen: seenAs(findings, fixes), isAboutName: fixes.every(isNameTrouble) },
        trial: { kind: 'untried', reason },
      },
    ]
  },
}

function seenAs(findings: readonly FiredFinding[], fixes: readonly string[]): string {
  const fired = findings.filter(({ id }) => fixes.includes(id))
  return fired.map(({ id, facts }) => (typeof facts.detail === 'string' ? `${id} (${facts.detail})` : id)).join(', ')
}

function isNameTrouble(id: string): boolean {
  return id === 'name-not-found' || id === 'dns-server-failure'
}

const SILENT_SERVER = [
  'port-closed',
  'dns-server-failure',
  'connection-reset',
  'connection-closed',
  'handshake-timeout',
  'large-client-hello-dropped',
  'not-tls',
  'plain-http-port',
  'tls-version-too-old',
  'server-sent-alert',
  'no-common-tls-parameters',
] as const
