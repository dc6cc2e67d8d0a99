import { createAuthority } from '../../../src/demo/authority.ts'
import { startConnectProxy } from '../../../src/demo/connect-proxy.ts'
import { createInterceptor } from '../../../src/demo/interceptor.ts'
import { createCluster, PROXY, proxyVariables, trustVariables } from '../cluster.ts'
import type { WorldSpec } from '../world-spec.ts'

/**
 * What this project was made for: the API server is named by IP address, the only way out is an intercepting proxy that
 * cannot reach it either. Nothing in this world has the server's address and there is no default route, so the kernel
 * itself says `network is unreachable`. (A route of type `unreachable` would say `no route to host`.)
 */
export const golden: WorldSpec = {
  network: { addresses: [PROXY], hosts: { proxy: PROXY } },
  needs: {},
  async start(inside) {
    const ca = createAuthority({ organization: 'Example Egress', commonName: 'egress-proxy' }, inside.now)
    // The proxy stands in a network of its own, where the server's port is closed; here that is not dialled but said.
    const interceptor = createInterceptor({
      ca,
      now: inside.now,
      mayDial: () => false,
      addressAs: 'dns',
      followSni: false,
    })
    inside.keep(await startConnectProxy(PROXY, 8080, { kind: 'intercept', interceptor, now: () => inside.now }))
    const bundle = inside.write('egress-proxy-ca.crt', ca.pem)
    return {
      kubeconfig: createCluster(inside, 10443).kubeconfig,
      environment: { ...proxyVariables('http://proxy:8080'), ...trustVariables(bundle) },
    }
  },
}
