import { hostPort } from '../lib/host-port.ts'
import { chainIsAccepted, isTargetServer } from '../rules/facts/walks.ts'
import { onPath } from './edit-case.ts'
import type { RemedyKind } from './remedy.ts'
import {
  clusterEdit,
  failingPath,
  firedOf,
  NO_WAY_OUT,
  type ProxyUrlFacts,
  proxyUrlFacts,
  TROUBLED_PATH,
} from './situation.ts'

export type ProxyUrlSetFacts = ProxyUrlFacts & { readonly url: string }

/** Lead kubectl through a proxy on whose path the server was reached and accepted. */
export const proxyUrlSet: RemedyKind<ProxyUrlSetFacts> = {
  id: 'proxy-url-set',
  propose(subject, findings) {
    const failing = failingPath(subject)
    if (failing === null) return []
    const { target } = failing
    const fixes = firedOf(subject, findings, [...TROUBLED_PATH, ...NO_WAY_OUT, 'proxy-variable-ignored', 'port-closed'])
    if (fixes.length === 0) return []
    return subject.paths.flatMap((other) => {
      const { proxy } = other.path
      const isUsable = proxy !== null && proxy.kind !== 'ssh' && !other.path.usedByKubectl
      if (!isUsable || !isTargetServer(subject, other) || !chainIsAccepted(other)) return []
      // A password would have to stand in the file in the clear: that step is left to the user.
      const url = `${SCHEMES[proxy.kind]}://${hostPort(proxy)}`
      const needsInput = proxy.credentials !== null
      return [
        {
          id: this.id,
          fixes,
          actor: 'you',
          risk: 'none',
          applicability: needsInput ? 'needs-input' : 'exact',
          edit: needsInput ? null : clusterEdit(target, { 'proxy-url': url }),
          facts: { ...proxyUrlFacts(subject, target), url },
          trial: { kind: 'edited', case: onPath(subject.case, other.path), by: 'probe' },
        } as const,
      ]
    })
  },
}

const SCHEMES = { 'http-proxy': 'http', 'https-proxy': 'https', socks5: 'socks5' } as const
