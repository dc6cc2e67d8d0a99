import { createCluster, SERVER } from '../cluster.ts'
import type { WorldSpec } from '../world-spec.ts'

/** An API server that is reached directly, as from a known-good machine. */
export const healthy: WorldSpec = {
  network: { addresses: [SERVER], hosts: {} },
  needs: {},
  async start(inside) {
    const cluster = createCluster(inside, 6443)
    await cluster.startServer()
    return { kubeconfig: cluster.kubeconfig, environment: {} }
  },
}
