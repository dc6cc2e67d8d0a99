import { kubectlPath } from '../paths/index.ts'
import type { Elsewhere } from '../probe/plan.ts'
import type { System } from '../system/system.ts'
import { chooseProxy } from '../target/proxy.ts'
import { redirectedServer, redirectedTarget } from '../target/redirected.ts'
import type { Target } from '../target/target.ts'
import type { Situation } from './situation.ts'

/**
 * Where a redirect to that URL would take kubectl: the same settings, another server, and the proxy chosen anew, unless the
 * kubeconfig names one. `null`: net/http does not speak that scheme.
 */
export function elsewhere(url: string, target: Target, situation: Situation, system: System): Elsewhere | null {
  const server = redirectedServer(url)
  if (server === null) return null
  const proxy =
    target.proxy.decidedBy.kind === 'proxy-url'
      ? target.proxy
      : chooseProxy({ ...server, proxyUrl: null }, system.env, situation.release.behaviours)
  const there = { ...redirectedTarget(target, server), proxy }
  return { target: there, server, path: kubectlPath(there) }
}
