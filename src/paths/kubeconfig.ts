import type { Location } from '../kubeconfig/location.ts'
import type { Target } from '../target/target.ts'
import type { Origin } from '../transcript/network-path.ts'
import { networkPath } from './network-path.ts'
import { originAt } from './origin-at.ts'
import type { PathSource } from './path-source.ts'

/** The server itself without any proxy, always, and the cluster's proxy-url. */
export const kubeconfigSource: PathSource = {
  source: 'kubeconfig',
  plan: (target) => {
    const server = { host: target.host, port: target.port }
    const direct = networkPath({ server, proxy: null, origin: serverOrigin(target) })
    const { decidedBy, proxy } = target.proxy
    if (decidedBy.kind !== 'proxy-url' || proxy === null) return [direct]
    return [direct, networkPath({ server, proxy, origin: proxyUrlOrigin(target, decidedBy.at) })]
  },
}

function serverOrigin(target: Target): Origin {
  const at = target.origins.server
  const name = target.cluster === null ? 'server' : `cluster ${JSON.stringify(target.cluster)}`
  const origin = at === undefined ? ({ source: 'kubeconfig', name } as const) : originAt(at, name)
  return target.proxy.proxy === null ? origin : { ...origin, ignoredBecause: 'kubectl goes through a proxy' }
}

function proxyUrlOrigin(target: Target, at: Location): Origin {
  const cluster = target.cluster === null ? '' : ` of cluster ${JSON.stringify(target.cluster)}`
  return originAt(at, `proxy-url${cluster}`)
}
