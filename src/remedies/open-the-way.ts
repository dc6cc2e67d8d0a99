import type { FiredFinding } from '../rules/rule.ts'
import type { RemedyKind } from './remedy.ts'
import { type ClusterFacts, clusterFacts, failingPath, firedOf, NO_WAY_OUT } from './situation.ts'

export type OpenTheWayFacts = ClusterFacts & {
  /** What was seen, as `port-closed (ECONNREFUSED)`. */
  readonly seen: string
  /** The name does not resolve; nothing leads there; nothing takes connections; another program has that port; or what answers does not do its part. */
  readonly trouble: 'name' | 'way' | 'closed' | 'port' | 'answer'
}

/** Make the server reachable: start it, open the firewall, join the VPN, correct the address. */
export const openTheWay: RemedyKind<OpenTheWayFacts> = {
  id: 'open-the-way',
  propose(subject, findings) {
    const failing = failingPath(subject)
    if (failing === null) return []
    const { target } = failing
    const causes = findings.filter(
      ({ explainedBy }) => explainedBy === null || NO_WAY_OUT.some((id) => id === explainedBy),
    )
    const fixes = firedOf(subject, causes, [...NO_WAY_OUT, ...SILENT_SERVER])
    const [first] = fixes
    if (first === undefined) return []
    const trouble = troubleOf(first)
    const reason = 'nothing on this machine can be tried for it'
    return [
      {
        id: this.id,
        fixes,
        actor: ACTOR[trouble],
        risk: 'none',
        applicability: 'needs-input',
        edit: null,
        facts: { ...clusterFacts(target), seen: seenAs(causes, fixes), trouble },
        trial: { kind: 'untried', reason },
      },
    ]
  },
}

function seenAs(findings: readonly FiredFinding[], fixes: readonly string[]): string {
  const fired = findings.filter(({ id }) => fixes.includes(id))
  return fired.map(({ id, facts }) => (typeof facts.detail === 'string' ? `${id} (${facts.detail})` : id)).join(', ')
}

function troubleOf(id: string): OpenTheWayFacts['trouble'] {
  if (id === 'name-not-found' || id === 'dns-server-failure') return 'name'
  if (id === 'not-tls' || id === 'plain-http-port') return 'port'
  if (id === 'port-closed') return 'closed'
  return NO_WAY_OUT.some((other) => other === id) ? 'way' : 'answer'
}

const ACTOR = {
  name: 'network-admin',
  way: 'network-admin',
  closed: 'cluster-admin',
  port: 'you',
  answer: 'network-admin',
} as const satisfies Record<OpenTheWayFacts['trouble'], string>

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
