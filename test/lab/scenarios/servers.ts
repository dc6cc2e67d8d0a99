import { createAuthority, daysFrom } from '../../../src/demo/authority.ts'
import { type IssuedCertificate, issueCertificate } from '../../../src/x509/issue.ts'
import { SERVER } from '../cluster.ts'
import {
  absentCluster,
  createClusterCa,
  type LabCluster,
  startCluster,
  startWebServer,
  webLeaf,
} from '../lab-server.ts'
import { alertRecord, answering, rawServer } from '../raw-server.ts'
import { relay } from '../relay.ts'
import type { Scenario } from '../scenario.ts'
import { startLoadBalancer } from '../tls-load-balancer.ts'
import type { Inside } from '../world-spec.ts'

const NAME = 'api.example'
const HOSTS = { addresses: [SERVER], hosts: { [NAME]: SERVER } }

/** What stands at the server's address: nothing here intercepts anything. */
export const servers: Readonly<Record<string, Scenario>> = {
  'an SSH server': raw((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'), ['error not-tls']),
  'a server of plain HTTP': raw(answering('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'), [
    'error plain-http-port',
  ]),
  'a server that closes at the hello': raw(
    (socket) => socket.once('data', () => socket.end()),
    ['error connection-closed'],
  ),
  'a server that resets at the hello': raw(
    (socket) => socket.once('data', () => socket.resetAndDestroy()),
    ['error connection-reset'],
  ),
  'a server that resets a large hello': {
    network: {
      addresses: [SERVER],
      hosts: {},
      iptables: [
        [
          '-A',
          'OUTPUT',
          '-p',
          'tcp',
          '--dport',
          '6443',
          '-m',
          'length',
          '--length',
          '1000:65535',
          '-j',
          'REJECT',
          '--reject-with',
          'tcp-reset',
        ],
      ],
    },
    start: async (inside) => ({ kubeconfig: (await startCluster(inside)).kubeconfig, environment: {} }),
    outcome: 'failing',
    findings: ['error connection-reset < large-client-hello-dropped', 'error large-client-hello-dropped'],
  },
  'a firewall that reads one packet and closes': {
    network: { addresses: [SERVER, '192.0.2.11'], hosts: {} },
    async start(inside) {
      await rawServer(inside, SERVER, 6443, (socket) => {
        socket.once('data', (first: Buffer) => {
          if (first.length > 1000) socket.end()
          else relay(socket, { host: '192.0.2.11', port: 6443 }, first)
        })
      })
      const sans = [{ type: 'ip', value: SERVER }] as const
      const { kubeconfig } = await startCluster(inside, { host: '192.0.2.11', sans })
      return { kubeconfig: kubeconfig.replace('192.0.2.11', SERVER), environment: {} }
    },
    outcome: 'failing',
    findings: ['error connection-closed < large-client-hello-dropped', 'error large-client-hello-dropped'],
  },
  'a server without a common cipher suite': raw(answering(alertRecord(40)), [
    'error no-common-tls-parameters',
    'error server-sent-alert < no-common-tls-parameters',
  ]),
  'a server of TLS 1.1': raw(answering(alertRecord(70)), [
    'error server-sent-alert < tls-version-too-old',
    'error tls-version-too-old',
  ]),
  'a server that does not know the name': raw(answering(alertRecord(112)), ['error server-sent-alert']),
  'a server with an internal error': raw(answering(alertRecord(80)), ['error server-sent-alert']),
  'an expired certificate': {
    ...own({ validDays: [-400, -3] }, ['error certificate-expired']),
    mendedIn: { 'server-certificate-renew': 'by address' },
  },
  'a certificate that is not valid yet': own({ validDays: [3, 400] }, ['error certificate-not-yet-valid']),
  'a certificate that ends in three days': {
    ...own({ validDays: [-362, 3] }, []),
    outcome: 'degraded',
    findings: ['warning certificate-expires-soon'],
  },
  'a certificate without the address': {
    ...own({ sans: [] }, ['error server-ip-not-in-certificate']),
    mendedIn: { 'server-certificate-names': 'by address' },
  },
  'a certificate without the name': {
    ...own({ name: NAME, sans: [] }, ['error server-name-not-in-certificate']),
    mendedIn: { 'server-certificate-names': 'by a name of /etc/hosts' },
  },
  'a revoked token': own({ tokenRevoked: true }, ['error unauthorized']),
  'a cluster that was created anew': stranger(
    (inside) => startCluster(inside).then(() => {}),
    ['error cluster-ca-rotated'],
  ),
  'another cluster at the address': stranger(
    (inside) => startCluster(inside, {}, createAuthority({ commonName: 'other-cluster' }, inside.now)).then(() => {}),
    ['error cluster-ca-mismatch'],
  ),
  'a lab cluster that signs itself': stranger(
    (inside) => startCluster(inside, { signedBy: selfSigned(inside) }, createClusterCa(inside)).then(() => {}),
    ['error cluster-ca-mismatch'],
  ),
  'a web server that signs itself': stranger(
    (inside) => startWebServer(inside, [webLeaf(inside, 'self', SERVER)]),
    ['error self-signed-server'],
  ),
  'a content delivery network in front': {
    network: HOSTS,
    async start(inside) {
      const root = createAuthority(
        { organization: 'Example Trust Services', commonName: 'Example Root R1' },
        inside.now,
      )
      const intermediate = issueCertificate({
        subject: { organization: 'Example Trust Services', commonName: 'Example Issuing E5' },
        issuer: root,
        isCa: true,
        notBefore: daysFrom(inside.now, -100),
        notAfter: daysFrom(inside.now, 900),
      })
      await startWebServer(inside, [webLeaf(inside, intermediate, NAME), intermediate])
      return { kubeconfig: absentCluster(inside, { name: NAME }).kubeconfig, environment: {} }
    },
    outcome: 'failing',
    findings: ['error foreign-chain-unexplained'],
  },
  'a load balancer that ends TLS with a certificate of the cluster': {
    network: HOSTS,
    async start(inside) {
      const { ca, kubeconfig } = absentCluster(inside, { name: NAME })
      await startWebServer(inside, [webLeaf(inside, ca, NAME)], { status: 200 })
      return { kubeconfig, environment: {} }
    },
    outcome: 'healthy',
    findings: [],
  },
  'a load balancer that ends TLS and loses upgrades': balanced(false, 'degraded', ['warning upgrade-stripped']),
  'a load balancer that ends TLS and passes upgrades on': balanced(true, 'healthy', []),
  'a router by server name, which knows the name': routed(NAME, 'healthy', []),
  'a router by server name, which does not know it': routed('elsewhere.example', 'failing', [
    'error foreign-chain-unexplained',
  ]),
  'an intermediate that is not sent': {
    network: { addresses: [SERVER], hosts: {} },
    async start(inside) {
      const ca = createClusterCa(inside)
      const { kubeconfig } = await startCluster(inside, { signedBy: intermediateOf(inside, ca) }, ca)
      return { kubeconfig, environment: {} }
    },
    outcome: 'failing',
    findings: ['error intermediate-missing'],
  },
  'an intermediate that is sent': {
    network: { addresses: [SERVER], hosts: {} },
    async start(inside) {
      const ca = createClusterCa(inside)
      const signedBy = intermediateOf(inside, ca)
      const { kubeconfig } = await startCluster(inside, { signedBy, intermediates: [signedBy] }, ca)
      return { kubeconfig, environment: {} }
    },
    outcome: 'healthy',
    findings: [],
  },
}

function raw(connected: Parameters<typeof rawServer>[3], findings: readonly string[]): Scenario {
  return {
    network: { addresses: [SERVER], hosts: {} },
    async start(inside) {
      await rawServer(inside, SERVER, 6443, connected)
      return { kubeconfig: absentCluster(inside).kubeconfig, environment: {} }
    },
    outcome: 'failing',
    findings,
  }
}

function own(cluster: LabCluster, findings: readonly string[]): Scenario {
  return {
    network: HOSTS,
    start: async (inside) => ({ kubeconfig: (await startCluster(inside, cluster)).kubeconfig, environment: {} }),
    outcome: 'failing',
    findings,
  }
}

/** A load balancer of layer 7 has the cluster's address and a certificate of its authority; `kubectl exec` goes through it. */
function balanced(upgrades: boolean, outcome: Scenario['outcome'], findings: readonly string[]): Scenario {
  return {
    network: { addresses: [SERVER, '192.0.2.11'], hosts: {} },
    args: ['--', 'exec', 'web', '--', 'true'],
    async start(inside) {
      const ca = createClusterCa(inside)
      const { kubeconfig } = await startCluster(inside, { host: '192.0.2.11' }, ca)
      await startLoadBalancer(inside, {
        at: { host: SERVER, port: 6443 },
        to: { host: '192.0.2.11', port: 6443 },
        certificate: webLeaf(inside, ca, SERVER),
        upgrades,
      })
      return { kubeconfig: kubeconfig.replace('192.0.2.11', SERVER), environment: {} }
    },
    outcome,
    findings,
    unobserved: true,
  }
}

/** The kubeconfig is that of another cluster. */
function stranger(start: (inside: Inside) => Promise<void>, findings: readonly string[]): Scenario {
  return {
    network: { addresses: [SERVER], hosts: {} },
    async start(inside) {
      await start(inside)
      return { kubeconfig: absentCluster(inside).kubeconfig, environment: {} }
    },
    outcome: 'failing',
    findings,
  }
}

/** Hands connections for `knows` to the API server, and shows its own certificate for any other name. */
function routed(knows: string, outcome: Scenario['outcome'], findings: readonly string[]): Scenario {
  return {
    network: { addresses: [SERVER, '192.0.2.11'], hosts: { [NAME]: SERVER } },
    async start(inside) {
      const { kubeconfig } = await startCluster(inside, { host: '192.0.2.11', name: NAME })
      const router = createAuthority({ commonName: 'router-default' }, inside.now)
      await startWebServer(inside, [webLeaf(inside, router, 'router.example')], { host: '192.0.2.11', port: 8443 })
      await rawServer(inside, SERVER, 6443, (socket) => {
        socket.once('data', (hello: Buffer) => {
          const port = hello.includes(knows) ? 6443 : 8443
          relay(socket, { host: '192.0.2.11', port }, hello)
        })
      })
      return { kubeconfig, environment: {} }
    },
    outcome,
    findings,
  }
}

function intermediateOf(inside: Inside, ca: IssuedCertificate): IssuedCertificate {
  return issueCertificate({
    subject: { commonName: 'kubernetes intermediate' },
    issuer: ca,
    isCa: true,
    notBefore: daysFrom(inside.now, -30),
    notAfter: daysFrom(inside.now, 900),
  })
}

/** As `kubernetes-ca` of a lab tool that makes a new one at each start. */
function selfSigned(inside: Inside): IssuedCertificate {
  return createAuthority({ commonName: 'lab-ca' }, inside.now)
}
