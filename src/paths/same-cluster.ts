import { networkPath } from './network-path.ts'
import { originAt } from './origin-at.ts'
import type { PathSource } from './path-source.ts'

/** The servers of other kubeconfig entries with the same certificate authority: further addresses of this cluster. */
export const sameClusterSource: PathSource = {
  source: 'kubeconfig',
  plan: (target, { neighbours }) =>
    (neighbours?.endpoints ?? []).map(({ cluster, host, port, at }) =>
      networkPath({
        server: { host, port },
        proxy: target.proxy.decidedBy.kind === 'proxy-url' ? target.proxy.proxy : null,
        origin: {
          ...originAt(at, `cluster ${JSON.stringify(cluster)}`),
          ignoredBecause: 'it is the server of another entry with the same certificate authority',
        },
      }),
    ),
}
