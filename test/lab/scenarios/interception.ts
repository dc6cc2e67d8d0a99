import { createServer } from 'node:net'
import { createAuthority } from '../../../src/demo/authority.ts'
import { startConnectProxy } from '../../../src/demo/connect-proxy.ts'
import { createInterceptor, type InterceptorOptions } from '../../../src/demo/interceptor.ts'
import { listen } from '../../../src/demo/listen.ts'
import type { IssuedCertificate } from '../../../src/x509/issue.ts'
import { PROXY, proxyVariables, SERVER, trustVariables } from '../cluster.ts'
import { absentCluster, startCluster } from '../lab-server.ts'
import type { Scenario } from '../scenario.ts'
import type { Inside, Started } from '../world-spec.ts'

const NAME = 'api.example'
const NETWORK = { addresses: [SERVER, PROXY], hosts: { proxy: PROXY } }
const NAMED = { addresses: [SERVER, PROXY], hosts: { proxy: PROXY, [NAME]: SERVER } }
const URL = 'http://proxy:8080'

/** Something ends TLS in the server's place. */
export const interception: Readonly<Record<string, Scenario>> = {
  'a proxy that mints for the address, before a server that is reached directly': {
    ...intercepted({ addressAs: 'ip', followSni: false, mayDial: () => true }),
    outcome: 'failing',
    findings: [
      'error proxy-not-needed',
      'error tls-intercepted-by-proxy',
      'warning paths-disagree < tls-intercepted-by-proxy',
    ],
  },
  'a proxy that mints for the name, and nothing else leads there': {
    network: { ...NAMED, addresses: [PROXY] },
    start: (inside) =>
      withInterceptor(inside, { followSni: true, mayDial: () => false }, absentCluster(inside, { name: NAME })),
    outcome: 'failing',
    findings: [
      'error proxy-cannot-reach-upstream < tls-intercepted-by-proxy',
      'error tls-intercepted-by-proxy',
      'warning no-direct-route',
      'warning no-route < no-direct-route',
    ],
  },
  'a proxy whose authority is in the kubeconfig': {
    network: NETWORK,
    async start(inside) {
      const ca = interceptorCa(inside)
      const cluster = await startCluster(inside)
      const both = Buffer.from(cluster.ca.pem + ca.pem).toString('base64')
      const started = await withInterceptor(inside, { addressAs: 'ip', mayDial: () => true }, cluster, ca)
      return {
        ...started,
        kubeconfig: started.kubeconfig.replace(Buffer.from(cluster.ca.pem).toString('base64'), both),
      }
    },
    outcome: 'degraded',
    findings: ['warning paths-disagree < tls-intercepted-by-proxy', 'warning tls-intercepted-by-proxy'],
  },
  'a proxy whose authority only other tools trust': {
    network: NETWORK,
    async start(inside) {
      const ca = interceptorCa(inside)
      const started = await withInterceptor(
        inside,
        { addressAs: 'ip', mayDial: () => true },
        await startCluster(inside),
        ca,
      )
      const bundle = inside.write('proxy-ca.crt', ca.pem)
      return { ...started, environment: { ...started.environment, ...trustVariables(bundle) } }
    },
    outcome: 'failing',
    findings: [
      'error proxy-not-needed',
      'error tls-intercepted-by-proxy',
      'warning interceptor-trusted-elsewhere < tls-intercepted-by-proxy',
      'warning paths-disagree < tls-intercepted-by-proxy',
    ],
  },
  'a firewall that intercepts one port, unasked': {
    network: {
      addresses: [SERVER],
      hosts: { [NAME]: SERVER },
      iptables: [
        [
          '-t',
          'nat',
          '-A',
          'OUTPUT',
          '-p',
          'tcp',
          '-d',
          SERVER,
          '--dport',
          '6443',
          '-j',
          'REDIRECT',
          '--to-ports',
          '16443',
        ],
      ],
    },
    async start(inside) {
      const interceptor = createInterceptor({
        ca: interceptorCa(inside),
        now: inside.now,
        mayDial: () => false,
        addressAs: 'dns',
        followSni: true,
      })
      const server = createServer((socket) => interceptor.intercept(socket, { host: NAME, port: 6443 }))
      inside.keep(await listen(server, '127.0.0.1', 16443))
      return { kubeconfig: absentCluster(inside, { name: NAME }).kubeconfig, environment: {} }
    },
    outcome: 'failing',
    findings: [
      'error proxy-cannot-reach-upstream < tls-intercepted-transparently',
      'error tls-intercepted-transparently',
    ],
  },
  'the same, and --no-canaries': {
    network: NETWORK,
    start: async (inside) =>
      withInterceptor(inside, { addressAs: 'ip', mayDial: () => true }, await startCluster(inside)),
    args: ['--no-canaries'],
    outcome: 'failing',
    findings: [
      'error proxy-not-needed',
      'error tls-intercepted-by-proxy',
      'warning paths-disagree < tls-intercepted-by-proxy',
    ],
  },
}

function intercepted(options: Partial<InterceptorOptions>): Pick<Scenario, 'network' | 'start'> {
  return { network: NETWORK, start: async (inside) => withInterceptor(inside, options, await startCluster(inside)) }
}

async function withInterceptor(
  inside: Inside,
  options: Partial<InterceptorOptions>,
  { kubeconfig }: { readonly kubeconfig: string },
  ca: IssuedCertificate = interceptorCa(inside),
): Promise<Started> {
  const usual = { ca, now: inside.now, mayDial: () => false, addressAs: 'dns', followSni: false } as const
  const interceptor = createInterceptor({ ...usual, ...options })
  inside.keep(await startConnectProxy(PROXY, 8080, { kind: 'intercept', interceptor, now: () => inside.now }))
  return { kubeconfig, environment: proxyVariables(URL) }
}

function interceptorCa(inside: Inside): IssuedCertificate {
  return createAuthority({ organization: 'Example Egress', commonName: 'egress-proxy' }, inside.now)
}
