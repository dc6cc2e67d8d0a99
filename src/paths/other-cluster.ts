import { networkPath } from './network-path.ts'
import { originAt } from './origin-at.ts'
import type { PathSource } from './path-source.ts'

/** The proxies that other clusters of the kubeconfig are reached through. */
export const otherClusterSource: PathSource = {
  source: 'kubeconfig',
  plan: (target, { neighbours }) =>
    (neighbours?.proxies ?? []).map(({ cluster, endpoint, at }) =>
      networkPath({
        server: { host: target.host, port: target.port },
        proxy: endpoint,
        origin: {
          ...originAt(at, `proxy-url of cluster ${JSON.stringify(cluster)}`),
          ignoredBecause: 'it is the proxy of another cluster',
        },
      }),
    ),
}
