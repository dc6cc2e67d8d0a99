import { createServer as createTlsServer } from 'node:tls'
import { createAuthority } from '../../../src/demo/authority.ts'
import { type ProxyBehaviour, startConnectProxy } from '../../../src/demo/connect-proxy.ts'
import { listen } from '../../../src/demo/listen.ts'
import type { IssuedCertificate } from '../../../src/x509/issue.ts'
import { PROXY, proxyVariables, SERVER } from '../cluster.ts'
import { createClusterCa, type LabCluster, startCluster, webLeaf } from '../lab-server.ts'
import { answering, rawServer } from '../raw-server.ts'
import { relay } from '../relay.ts'
import type { Scenario } from '../scenario.ts'
import type { Inside } from '../world-spec.ts'

const NETWORK = { addresses: [SERVER, PROXY], hosts: { proxy: PROXY } }
const URL = 'http://proxy:8080'
const TUNNEL = { kind: 'tunnel', mayDial: () => true } as const

/** A healthy API server that is reached directly, and a proxy that kubectl takes or does not. */
export const proxies: Readonly<Record<string, Scenario>> = {
  'an honest tunnel': { ...through(TUNNEL), outcome: 'healthy', findings: [] },
  'a tunnel of the kubeconfig': {
    ...through(TUNNEL, {}, { proxyUrl: URL }),
    outcome: 'healthy',
    findings: [],
  },
  'a proxy-url beside variables': {
    ...through(TUNNEL, proxyVariables('http://198.51.100.9:3128'), { proxyUrl: URL }),
    outcome: 'healthy',
    findings: ['notice proxy-unreachable', 'notice proxy-url-overrides-environment'],
  },
  'a proxy that forbids the port': {
    ...through({ kind: 'refuse', status: 403, headers: {}, body: 'not from here' }),
    outcome: 'failing',
    findings: ['error proxy-not-needed', 'error proxy-refuses-connect'],
  },
  'a proxy that wants a password': {
    ...through({ kind: 'refuse', status: 407, headers: { 'proxy-authenticate': 'Basic realm="lab"' }, body: '' }),
    outcome: 'failing',
    findings: ['error proxy-auth-required', 'error proxy-not-needed'],
  },
  'a proxy that cannot get there': {
    ...through({ kind: 'tunnel', mayDial: () => false }),
    outcome: 'failing',
    findings: ['error proxy-cannot-reach-upstream', 'error proxy-not-needed'],
  },
  'a proxy that is not there': {
    ...beside(async () => {}, proxyVariables(URL)),
    outcome: 'failing',
    findings: ['error proxy-not-needed', 'error proxy-unreachable'],
  },
  'a proxy whose name is unknown': {
    ...beside(async () => {}, proxyVariables('http://proxy.invalid:8080')),
    outcome: 'failing',
    findings: ['error proxy-name-unresolved', 'error proxy-not-needed'],
  },
  'a proxy that closes at CONNECT': {
    ...beside((inside) => rawServer(inside, PROXY, 8080, (socket) => socket.once('data', () => socket.end()))),
    outcome: 'failing',
    findings: ['error proxy-closes-tunnel', 'error proxy-not-needed'],
  },
  'a proxy that is an SSH server': {
    ...beside((inside) => rawServer(inside, PROXY, 8080, (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'))),
    outcome: 'failing',
    findings: ['error proxy-not-needed', 'error proxy-speaks-no-http'],
  },
  'a proxy that says 200 and ends the tunnel': {
    ...beside((inside) => rawServer(inside, PROXY, 8080, answering('HTTP/1.1 200 Connection established\r\n\r\n'))),
    outcome: 'failing',
    findings: ['error connection-closed < proxy-closes-tunnel', 'error proxy-closes-tunnel', 'error proxy-not-needed'],
  },
  'NO_PROXY with a wildcard inside the address': {
    ...beside(async () => {}, { ...proxyVariables(URL), NO_PROXY: 'localhost,192.0.2.*' }),
    outcome: 'failing',
    findings: ['error no-proxy-mismatch', 'error proxy-not-needed < no-proxy-mismatch', 'error proxy-unreachable'],
  },
  'NO_PROXY that matches': {
    ...beside(async () => {}, { ...proxyVariables(URL), NO_PROXY: '192.0.2.0/24' }),
    outcome: 'healthy',
    findings: ['notice proxy-unreachable'],
  },
  'ALL_PROXY alone, which Go does not read': {
    ...through(TUNNEL, { ALL_PROXY: URL }),
    outcome: 'healthy',
    findings: ['notice proxy-variable-ignored'],
  },
  'HTTP_PROXY alone, which is not for https': {
    ...through(TUNNEL, { HTTP_PROXY: URL }),
    outcome: 'healthy',
    findings: ['notice proxy-variable-ignored'],
  },
  'a proxy of git, which kubectl does not read': {
    ...beside(async (inside) => {
      inside.write('.gitconfig', `[http]\n  proxy = ${URL}\n`)
      inside.keep(await startConnectProxy(PROXY, 8080, TUNNEL))
    }, {}),
    outcome: 'healthy',
    findings: [],
    alsoWorks: ['http-proxy@proxy:8080'],
  },
  'an HTTPS proxy with a certificate of the cluster': {
    ...secured((_, ca) => ca),
    outcome: 'healthy',
    findings: [],
  },
  'an HTTPS proxy with a certificate of its own': {
    ...secured((inside) => createAuthority({ commonName: 'proxy-ca' }, inside.now)),
    outcome: 'failing',
    findings: ['error proxy-not-needed', 'error proxy-tls-untrusted'],
  },
  'https:// before a plain proxy': {
    ...through(TUNNEL, proxyVariables('https://proxy:8080')),
    outcome: 'failing',
    findings: ['error proxy-not-needed', 'error proxy-speaks-no-http'],
  },
  'a real tinyproxy': {
    network: NETWORK,
    needs: { tinyproxy: 'tinyproxy' },
    async start(inside) {
      const { kubeconfig } = await startCluster(inside)
      const lines = [
        'Port 8080',
        `Listen ${PROXY}`,
        'Timeout 60',
        'MaxClients 20',
        'ConnectPort 6443',
        'DisableViaHeader Yes',
      ]
      const configuration = inside.write('tinyproxy.conf', `${lines.join('\n')}\n`)
      await inside.daemon('tinyproxy', ['-d', '-c', configuration], { host: PROXY, port: 8080 })
      return { kubeconfig, environment: proxyVariables(URL) }
    },
    outcome: 'healthy',
    findings: [],
  },
}

function through(
  behaviour: ProxyBehaviour,
  environment: Readonly<Record<string, string>> = proxyVariables(URL),
  cluster: LabCluster = {},
): Pick<Scenario, 'network' | 'start'> {
  const start = async (inside: Inside) => inside.keep(await startConnectProxy(PROXY, 8080, behaviour))
  return beside(start, environment, cluster)
}

function beside(
  startProxy: (inside: Inside) => Promise<void>,
  environment: Readonly<Record<string, string>> = proxyVariables(URL),
  cluster: LabCluster = {},
): Pick<Scenario, 'network' | 'start'> {
  return {
    network: NETWORK,
    async start(inside) {
      await startProxy(inside)
      return { kubeconfig: (await startCluster(inside, cluster)).kubeconfig, environment }
    },
  }
}

/** An honest tunnel behind TLS, as stunnel makes one: kubectl verifies it against the cluster's authority. */
function secured(
  authority: (inside: Inside, ca: IssuedCertificate) => IssuedCertificate,
): Pick<Scenario, 'network' | 'start'> {
  return {
    network: NETWORK,
    async start(inside) {
      const ca = createClusterCa(inside)
      const { kubeconfig } = await startCluster(inside, {}, ca)
      inside.keep(await startConnectProxy(PROXY, 8080, TUNNEL))
      const { pem, keyPem } = webLeaf(inside, authority(inside, ca), 'proxy')
      const front = createTlsServer({ cert: pem, key: keyPem }, (socket) => {
        socket.on('error', () => socket.destroy())
        relay(socket, { host: PROXY, port: 8080 })
      })
      front.on('tlsClientError', () => {})
      inside.keep(await listen(front, PROXY, 8443))
      return { kubeconfig, environment: proxyVariables('https://proxy:8443') }
    },
  }
}
