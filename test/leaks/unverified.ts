import { createHash } from 'node:crypto'
import type { Case } from '../../src/case.ts'
import { judgeChain } from '../../src/go/x509/judge-chain.ts'
import { fromBase64 } from '../../src/lib/bytes.ts'
import { resolveRelease } from '../../src/release/resolve.ts'
import type { TlsExchange } from '../../src/transcript/tls-exchange.ts'
import { type Canary, leaksIn } from './canary.ts'
import { PROXY_PASSWORD } from './credentials.ts'
import type { Received } from './received.ts'

/**
 * What was given to whom it is not meant for: the user's credentials to anyone but a server whose certificate verifies
 * against the kubeconfig, the proxy's password to anyone behind the proxy.
 */
export function givenAway(received: readonly Received[], seen: Case, canaries: readonly Canary[]): readonly string[] {
  const walks = seen.transcripts.flatMap(({ pathId, walks, smallHelloWalks = [] }) => {
    const proxy = seen.paths.find(({ id }) => id === pathId)?.proxy?.host ?? ''
    return [...walks, ...smallHelloWalks].map(({ tls, proxyTls }) => ({ proxy, tls, proxyTls }))
  })
  const servers = new Set(walks.flatMap(({ tls }) => verifiedLeaf(tls, seen.target?.serverName ?? '', seen)))
  const proxies = new Set(walks.flatMap(({ proxy, proxyTls }) => verifiedLeaf(proxyTls, proxy, seen)))
  return received.flatMap(({ certificate, text }) => {
    const to = `a server (${certificate ?? 'no TLS'})`
    return [
      ...(certificate !== null && servers.has(certificate) ? [] : leaksIn(to, text, canaries)),
      ...(certificate === null || proxies.has(certificate) ? [] : leaksIn(to, text, [PROXY_PASSWORD])),
    ]
  })
}

/** SHA-256 of what was presented, where it verifies for that name: kubectl asks the same of an https proxy. */
function verifiedLeaf(exchange: TlsExchange | null, name: string, seen: Case): readonly string[] {
  const presented = exchange?.certificates?.map(fromBase64) ?? []
  const [leaf] = presented
  return leaf !== undefined && verifies(presented, name, seen) ? [createHash('sha256').update(leaf).digest('hex')] : []
}

function verifies(
  presented: readonly Uint8Array[],
  dnsName: string,
  { target, at, kubectl, environment }: Case,
): boolean {
  if (target === null || target.trust.source === 'insecure') return false
  const { outcome } = judgeChain({
    presented,
    anchors: target.trust.certificates.map(fromBase64),
    dnsName,
    at: new Date(at),
    zoneOffsetMinutes: 0,
    behaviours: resolveRelease(kubectl, environment.variables).behaviours,
    insecure: false,
  })
  return outcome === 'accepted'
}
