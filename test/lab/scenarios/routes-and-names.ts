import { NAME_SERVER, SERVER } from '../cluster.ts'
import { startDnsServer, type Zone } from '../dns-server.ts'
import { absentCluster, type LabCluster, startCluster } from '../lab-server.ts'
import type { NetworkSpec } from '../network.ts'
import { rawServer } from '../raw-server.ts'
import { relay } from '../relay.ts'
import type { Scenario } from '../scenario.ts'

const NAME = 'api.example'
const SECOND = '192.0.2.11'
const V6 = '2001:db8::10'

/** Which way the packets go, and what the name is. */
export const routesAndNames: Readonly<Record<string, Scenario>> = {
  'by address': { ...reached({}), outcome: 'healthy', findings: [] },
  'by a name of /etc/hosts': {
    ...reached({ name: NAME }, { addresses: [SERVER], hosts: { [NAME]: SERVER } }),
    outcome: 'healthy',
    findings: [],
  },
  'by an IPv6 address': { ...reached({ host: V6 }, { addresses: [V6], hosts: {} }), outcome: 'healthy', findings: [] },
  'a load balancer of layer 4': {
    network: { addresses: [SERVER, SECOND], hosts: {} },
    async start(inside) {
      await rawServer(inside, SERVER, 6443, (socket) => relay(socket, { host: SECOND, port: 6443 }))
      const sans = [{ type: 'ip', value: SERVER }] as const
      const { kubeconfig } = await startCluster(inside, { host: SECOND, sans })
      return { kubeconfig: kubeconfig.replace(SECOND, SERVER), environment: {} }
    },
    outcome: 'healthy',
    findings: [],
  },
  'two addresses': { ...named({ [NAME]: [SERVER, SECOND] }, [SERVER, SECOND]), outcome: 'healthy', findings: [] },
  'two addresses, one of them refuses': {
    ...named({ [NAME]: [SERVER, SECOND] }, [SERVER]),
    outcome: 'degraded',
    findings: ['warning port-closed'],
  },
  'a name server that does not know the name': {
    ...named({}, []),
    outcome: 'failing',
    findings: ['error name-not-found'],
  },
  'a name server that fails': {
    ...named({ [NAME]: 'servfail' }, []),
    outcome: 'failing',
    findings: ['error dns-server-failure'],
  },
  'a name server that is not there': {
    network: { addresses: [NAME_SERVER], hosts: {}, nameservers: [NAME_SERVER] },
    start: async (inside) => ({ kubeconfig: absentCluster(inside, { name: NAME }).kubeconfig, environment: {} }),
    outcome: 'failing',
    findings: ['error dns-server-failure'],
  },
  'a closed port': absent({ addresses: [SERVER], hosts: {} }, ['error port-closed']),
  'no route to the address': absent({ addresses: [], hosts: {} }, ['error no-route']),
  'an unreachable route': absent(routed('unreachable'), ['error no-route']),
  'a prohibited route': absent(routed('prohibit'), ['error no-route']),
  'a firewall that rejects with a reset': absent(rejecting('tcp-reset'), ['error port-closed']),
  'a firewall that rejects with ICMP': absent(rejecting('icmp-host-prohibited'), ['error no-route']),
  'a firewall that drops, with --request-timeout': {
    ...absent(
      { addresses: [SERVER], hosts: {}, iptables: [['-A', 'OUTPUT', '-p', 'tcp', '--dport', '6443', '-j', 'DROP']] },
      ['error connect-timeout'],
    ),
    args: ['--request-timeout', '1s'],
    wordsVary: true,
  },
}

function reached(
  cluster: LabCluster,
  network: NetworkSpec = { addresses: [SERVER], hosts: {} },
): Pick<Scenario, 'network' | 'start'> {
  return {
    network,
    start: async (inside) => ({ kubeconfig: (await startCluster(inside, cluster)).kubeconfig, environment: {} }),
  }
}

function named(zone: Zone, listening: readonly string[]): Pick<Scenario, 'network' | 'start'> {
  return {
    network: { addresses: [SERVER, SECOND, NAME_SERVER], hosts: {}, nameservers: [NAME_SERVER] },
    async start(inside) {
      inside.keep(await startDnsServer(NAME_SERVER, zone))
      const [first, ...more] = listening
      if (first === undefined) return { kubeconfig: absentCluster(inside, { name: NAME }).kubeconfig, environment: {} }
      const { kubeconfig } = await startCluster(inside, { host: first, name: NAME })
      for (const host of more)
        await rawServer(inside, host, 6443, (socket) => relay(socket, { host: first, port: 6443 }))
      return { kubeconfig, environment: {} }
    },
  }
}

function absent(network: NetworkSpec, findings: readonly string[]): Scenario {
  return {
    network,
    start: async (inside) => ({ kubeconfig: absentCluster(inside).kubeconfig, environment: {} }),
    outcome: 'failing',
    findings,
  }
}

function routed(type: string): NetworkSpec {
  return { addresses: [], hosts: {}, ip: [['route', 'add', type, `${SERVER}/32`]] }
}

function rejecting(answer: string): NetworkSpec {
  const rule = ['-A', 'OUTPUT', '-p', 'tcp', '--dport', '6443', '-j', 'REJECT', '--reject-with', answer]
  return { addresses: [SERVER], hosts: {}, iptables: [rule] }
}
