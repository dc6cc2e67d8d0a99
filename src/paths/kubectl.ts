import { networkPath } from './network-path.ts'
import type { PathSource } from './path-source.ts'

/** The one path that kubectl takes by itself. */
export const kubectlSource: PathSource = {
  source: 'kubectl',
  plan: (target) => [
    networkPath({
      server: { host: target.host, port: target.port },
      proxy: target.proxy.proxy,
      origin: { source: 'kubectl', name: 'kubectl' },
      usedByKubectl: true,
    }),
  ],
}
