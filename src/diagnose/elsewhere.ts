import { type AuthenticationContext, mayAuthenticate } from '../go/may-authenticate.ts'
import { kubectlPath } from '../paths/index.ts'
import type { Elsewhere } from '../probe/plan.ts'
import type { System } from '../system/system.ts'
import { chooseProxy } from '../target/proxy.ts'
import { redirectedServer, redirectedTarget } from '../target/redirected.ts'
import type { TlsExchange } from '../transcript/transcript.ts'

/**
 * Where a redirect to that URL would take kubectl: the same settings, another server, and the proxy chosen anew, unless the
 * kubeconfig names one. `null`: net/http does not speak that scheme.
 */
export function elsewhere(url: string, judging: AuthenticationContext, system: System): Elsewhere | null {
  const server = redirectedServer(url)
  if (server === null) return null
  const { target, release } = judging
  const proxy =
    target.proxy.decidedBy.kind === 'proxy-url'
      ? target.proxy
      : chooseProxy({ ...server, proxyUrl: null }, system.env, release.behaviours)
  const there = { ...redirectedTarget(target, server), proxy }
  const accepts = (presented: TlsExchange) => mayAuthenticate(presented, { ...judging, target: there })
  return { target: there, server, path: kubectlPath(there), accepts }
}
