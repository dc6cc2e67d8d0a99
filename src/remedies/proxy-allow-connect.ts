import { escapeControl } from '../lib/escape.ts'
import { decisiveWalk } from '../rules/facts/walks.ts'
import type { RemedyKind } from './remedy.ts'
import { askedOfNetworkTeam, type ClusterFacts, clusterFacts, failingPath, firedOf } from './situation.ts'

export type ProxyAllowConnectFacts = ClusterFacts & {
  readonly proxy: string
  readonly answer: string
  /** It does not forbid the connection: it does not get through itself. */
  readonly upstreamFails: boolean
  readonly isSocks: boolean
}

/** Ask those who run the proxy to allow the connection: many allow CONNECT to port 443 alone. */
export const proxyAllowConnect: RemedyKind<ProxyAllowConnectFacts> = {
  id: 'proxy-allow-connect',
  propose(subject, findings) {
    const failing = failingPath(subject)
    if (failing === null) return []
    const { path, target } = failing
    const fixes = firedOf(subject, findings, [
      'proxy-refuses-connect',
      'proxy-closes-tunnel',
      'socks-refused',
      'proxy-cannot-reach-upstream',
    ])
    const tunnel = decisiveWalk(path)?.tunnel ?? null
    if (fixes.length === 0 || tunnel === null || path.presented !== null) return []
    const answer = tunnel.kind === 'connect' ? tunnel.statusLine : tunnel.end.kind
    const facts = {
      ...clusterFacts(target),
      proxy: path.path.proxy?.url ?? '',
      answer: escapeControl(answer ?? ''),
      upstreamFails: fixes.includes('proxy-cannot-reach-upstream'),
      isSocks: tunnel.kind === 'socks5',
    }
    return [askedOfNetworkTeam(this.id, fixes, facts)]
  },
}
