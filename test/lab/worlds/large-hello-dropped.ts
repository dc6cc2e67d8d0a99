import { createCluster, SERVER } from '../cluster.ts'
import type { WorldSpec } from '../world-spec.ts'

/**
 * A middlebox that drops what does not fit its idea of a ClientHello: with the post-quantum key share of Go 1.24 it has
 * about 1.5 KB, without it 0.3 KB.
 */
export const largeHelloDropped: WorldSpec = {
  network: {
    addresses: [SERVER],
    hosts: {},
    iptables: [
      ['-A', 'OUTPUT', '-p', 'tcp', '--dport', '6443', '-m', 'length', '--length', '1000:65535', '-j', 'DROP'],
    ],
  },
  needs: {},
  async start(inside) {
    const cluster = createCluster(inside, 6443)
    await cluster.startServer()
    return { kubeconfig: cluster.kubeconfig, environment: {} }
  },
}
