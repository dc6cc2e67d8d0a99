import { createCluster, PROXY, proxyVariables, SERVER } from '../cluster.ts'
import type { WorldSpec } from '../world-spec.ts'

/** A real mitmproxy before a healthy API server: it copies the server's names, addresses included, into its leaf. */
export const mitmproxy: WorldSpec = {
  network: { addresses: [SERVER, PROXY], hosts: { proxy: PROXY } },
  needs: { mitmdump: 'mitmproxy' },
  async start(inside) {
    const cluster = createCluster(inside, 6443)
    await cluster.startServer()
    const options = ['--set', `confdir=${inside.folder}/mitmproxy`, '--set', 'ssl_insecure=true']
    const listens = ['--listen-host', PROXY, '--listen-port', '8080']
    await inside.daemon('mitmdump', ['--quiet', ...options, ...listens], { host: PROXY, port: 8080 })
    return { kubeconfig: cluster.kubeconfig, environment: proxyVariables('http://proxy:8080') }
  },
}
