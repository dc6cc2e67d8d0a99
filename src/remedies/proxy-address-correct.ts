import type { RemedyKind } from './remedy.ts'
import { type ClusterFacts, clusterFacts, failingPath, firedOf } from './situation.ts'

export type ProxyAddressCorrectFacts = ClusterFacts & {
  readonly setBy: string
  readonly proxy: string
  readonly scheme: string | null
}

/** Correct the proxy itself: its address, its scheme, or its credentials. */
export const proxyAddressCorrect: RemedyKind<ProxyAddressCorrectFacts> = {
  id: 'proxy-address-correct',
  propose(subject, findings) {
    const failing = failingPath(subject)
    if (failing === null) return []
    const { path, target } = failing
    const fixes = firedOf(subject, findings, WRONG_PROXY)
    if (fixes.length === 0) return []
    const { decidedBy } = target.proxy
    const setBy = decidedBy.kind === 'variable' || decidedBy.kind === 'unparsable' ? decidedBy.variable : 'proxy-url'
    const facts = {
      ...clusterFacts(target),
      setBy,
      proxy: path.path.proxy?.url ?? '',
      scheme: path.path.proxy?.kind ?? null,
    }
    const reason = 'the right address or credentials are not known here'
    return [
      {
        id: this.id,
        fixes,
        actor: 'you',
        risk: 'none',
        applicability: 'needs-input',
        edit: null,
        facts,
        trial: { kind: 'untried', reason },
      },
    ]
  },
}

const WRONG_PROXY = [
  'proxy-unreachable',
  'proxy-name-unresolved',
  'proxy-auth-required',
  'proxy-speaks-no-http',
  'proxy-tls-untrusted',
  'proxy-url-invalid',
  'socks-auth-required',
  'socks-speaks-no-socks',
] as const
