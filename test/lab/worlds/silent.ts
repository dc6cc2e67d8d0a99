import { startConnectProxy } from '../../../src/demo/connect-proxy.ts'
import { createCluster, PROXY, SERVER } from '../cluster.ts'
import type { WorldSpec } from '../world-spec.ts'

/** A firewall drops every packet to the API server without a word; a proxy that no variable names refuses at once. */
export const silent: WorldSpec = {
  network: {
    addresses: [SERVER, PROXY],
    hosts: {},
    iptables: [['-A', 'OUTPUT', '-p', 'tcp', '-d', SERVER, '--dport', '6443', '-j', 'DROP']],
  },
  needs: {},
  async start(inside) {
    inside.keep(
      await startConnectProxy(PROXY, 8080, { kind: 'refuse', status: 403, headers: {}, body: 'not from here' }),
    )
    return { kubeconfig: createCluster(inside, 6443).kubeconfig, environment: {} }
  },
}
