import type { Target } from '../target/target.ts'
import type { NetworkPath } from '../transcript/network-path.ts'
import { networkPath } from './network-path.ts'
import type { PathSource } from './path-source.ts'

/** The one path that kubectl takes by itself. */
export const kubectlSource: PathSource = { source: 'kubectl', plan: (target) => [kubectlPath(target)] }

export function kubectlPath(target: Target): NetworkPath {
  return networkPath({
    server: { host: target.host, port: target.port },
    proxy: target.proxy.proxy,
    origin: { source: 'kubectl', name: 'kubectl' },
    usedByKubectl: true,
  })
}
