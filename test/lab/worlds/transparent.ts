import { createServer } from 'node:net'
import { createAuthority } from '../../../src/demo/authority.ts'
import { createInterceptor } from '../../../src/demo/interceptor.ts'
import { listen } from '../../../src/demo/listen.ts'
import { createCluster, SERVER } from '../cluster.ts'
import type { WorldSpec } from '../world-spec.ts'

const PORT = 16443
const OWN = '203.0.113.5'

/**
 * A firewall that takes every TCP connection for itself, whatever its address, and mints certificates: no proxy is
 * configured. Everything is routed to `lo`, and iptables turns it to the interceptor there.
 */
export const transparent: WorldSpec = {
  network: {
    addresses: [OWN],
    hosts: { 'api.example': SERVER },
    ip: [['route', 'add', 'default', 'dev', 'lo', 'src', OWN]],
    iptables: [
      [
        '-t',
        'nat',
        '-A',
        'OUTPUT',
        '-p',
        'tcp',
        '!',
        '-d',
        '127.0.0.0/8',
        '-j',
        'REDIRECT',
        '--to-ports',
        String(PORT),
      ],
    ],
  },
  needs: {},
  async start(inside) {
    const ca = createAuthority({ organization: 'Example Firewall', commonName: 'tls-inspection' }, inside.now)
    const interceptor = createInterceptor({
      ca,
      now: inside.now,
      mayDial: () => false,
      addressAs: 'dns',
      followSni: true,
    })
    const server = createServer((socket) => interceptor.intercept(socket, { host: SERVER, port: 6443 }))
    inside.keep(await listen(server, '127.0.0.1', PORT))
    return { kubeconfig: createCluster(inside, 6443).kubeconfig, environment: {} }
  },
}
