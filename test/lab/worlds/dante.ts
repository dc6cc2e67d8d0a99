import { createCluster, PROXY, SERVER } from '../cluster.ts'
import type { WorldSpec } from '../world-spec.ts'

/** A real SOCKS 5 server (dante) that leads to a healthy API server. */
export const dante: WorldSpec = {
  network: { addresses: [SERVER, PROXY], hosts: { proxy: PROXY } },
  needs: { danted: 'dante-server' },
  needsRealRoot: true,
  async start(inside) {
    const cluster = createCluster(inside, 6443)
    await cluster.startServer()
    const configuration = inside.write('danted.conf', DANTED_CONF)
    await inside.daemon('danted', ['-f', configuration, '-p', `${inside.folder}/danted.pid`], {
      host: PROXY,
      port: 1080,
    })
    return { kubeconfig: cluster.kubeconfig, environment: { HTTPS_PROXY: 'socks5://proxy:1080' } }
  },
}

const DANTED_CONF = `logoutput: stderr
internal: ${PROXY} port = 1080
external: ${SERVER}
clientmethod: none
socksmethod: none
user.privileged: root
user.unprivileged: nobody
client pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }
socks pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }
`
