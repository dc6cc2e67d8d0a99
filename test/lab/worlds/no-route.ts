import { createCluster, SERVER } from '../cluster.ts'
import type { WorldSpec } from '../world-spec.ts'

/** A route that says that there is none: `no route to host`, where no route at all gives `network is unreachable`. */
export const noRoute: WorldSpec = {
  network: { addresses: [], hosts: {}, ip: [['route', 'add', 'unreachable', `${SERVER}/32`]] },
  needs: {},
  start: async (inside) => ({ kubeconfig: createCluster(inside, 6443).kubeconfig, environment: {} }),
}
