import { errnoText } from '../../go/net/errno.ts'
import type { KnownText, Variables } from '../known-text.ts'
import { diagnose } from '../next-steps.ts'
import { addressNotes } from '../reading/address-note.ts'

const NEXT = diagnose('whether the address is reached directly, and whether through a proxy')
const SOURCE = 'Go net.OpError; kubectl-truth 10'
const DIAL = String.raw`dial tcp (?<address>\S{1,100}?)(?:->\S{1,100})?: `

const notes = ({ host }: Variables): readonly string[] => addressNotes(host)

/** The TCP connection itself did not come about. */
export const dialTexts: readonly KnownText[] = [
  {
    id: 'dial-refused',
    pattern: new RegExp(
      `${DIAL}(?:connect: ${errnoText('ECONNREFUSED')}|connectex: No connection could be made because the target machine actively refused it)`,
    ),
    says: ({ address }) => `${address} answered at once that nothing takes connections on that port.`,
    hop: 'server',
    causes: ({ host }) => [
      ['port-closed', 'the API server is down, the port is wrong, or a firewall rejects'],
      ...(isLocal(host)
        ? ([['tunnel-down', 'the tunnel, port forward or local cluster (kind, minikube) is not running']] as const)
        : []),
      ['kubeconfig-missing', 'without a kubeconfig kubectl goes to localhost:8080'],
    ],
    next: NEXT,
    notes,
    source: SOURCE,
  },
  {
    id: 'dial-timeout',
    pattern: new RegExp(
      `${DIAL}(?:i/o timeout|connect: (?:${errnoText('ETIMEDOUT')}|operation timed out)|connectex: A connection attempt failed because the connected party did not properly respond)`,
    ),
    says: ({ address }) => `${address} did not answer the attempt to connect: packets are dropped on the way.`,
    hop: 'server',
    causes: [
      [
        'connect-timeout',
        'a firewall, an allow-list of the cluster, a VPN that is not up, or an address that nobody has',
      ],
      ['no-direct-route', 'only a proxy leads there'],
      ['request-timeout-too-short', 'with --request-timeout the same words may stand for too little time'],
    ],
    next: NEXT,
    notes,
    source: SOURCE,
  },
  {
    id: 'dial-no-route',
    pattern: new RegExp(
      `${DIAL}(?:connect: (?:${errnoText('ENETUNREACH')}|${errnoText('EHOSTUNREACH')}|${errnoText('ENETDOWN')}|${errnoText('EHOSTDOWN')})|connectex: A socket operation was attempted to an unreachable (?:network|host))`,
    ),
    says: ({ address }) => `This machine has no way to ${address}: no packet got there.`,
    hop: 'server',
    causes: [
      ['no-route', 'no route or no VPN, or a router that says so; with an IPv6 address, a machine without IPv6'],
      ['no-direct-route', 'a sandbox or a corporate network where only a proxy leads out'],
      ['port-closed', '"no route to host" may be a firewall that rejects'],
    ],
    next: NEXT,
    notes,
    source: SOURCE,
  },
  {
    id: 'dial-forbidden',
    pattern: new RegExp(`${DIAL}connect: (?:${errnoText('EACCES')}|${errnoText('EPERM')})`),
    says: ({ address }) => `The operating system does not let this program connect to ${address}.`,
    hop: 'server',
    causes: [
      ['local-firewall', 'a firewall rule, a sandbox or an endpoint agent on this machine'],
      ['no-route', 'a prohibit route'],
    ],
    next: NEXT,
    notes,
    source: SOURCE,
  },
  {
    id: 'dial-no-local-address',
    pattern: new RegExp(
      `${DIAL}connect: (?:${errnoText('EADDRNOTAVAIL')}|can't assign requested address|${errnoText('EINVAL')})`,
    ),
    says: ({ address }) => `This machine has no address of its own to reach ${address} from, or has used up its ports.`,
    hop: 'server',
    causes: [
      ['no-route', 'an IPv6 address on a machine without IPv6, or an interface that is down'],
      ['address-invalid', 'port 0 or an address that cannot be connected to'],
    ],
    next: NEXT,
    notes,
    source: SOURCE,
  },
  {
    id: 'dial-invalid-address',
    pattern:
      /dial tcp: (?:address (?<address>\S{1,100}): (?<failure>invalid port|missing port in address|too many colons in address)|unknown port)/,
    says: ({ address, failure }) =>
      `The server URL holds an address that cannot be used: ${address ?? ''} ${failure ?? ''}.`,
    hop: 'configuration',
    causes: [
      ['address-invalid', 'a port above 65535 or without digits'],
      ['server-url-invalid', 'a mistyped server line'],
    ],
    next: { command: 'kubectl config view --minify', shows: 'the server line' },
    source: SOURCE,
  },
  {
    id: 'dial-reset',
    pattern: new RegExp(`${DIAL}connect: ${errnoText('ECONNRESET')}`),
    says: ({ address }) => `${address} reset the connection while it was being made.`,
    hop: 'server',
    causes: [
      ['connection-reset', 'a firewall or a load balancer without a backend'],
      ['port-closed', 'a server that is just going down'],
    ],
    next: NEXT,
    notes,
    source: SOURCE,
  },
  {
    id: 'dial-other',
    pattern: /dial tcp (?<address>\S{1,100}?): (?<failure>[^\n"\\]{3,160})/,
    says: ({ address, failure }) => `The connection to ${address} did not come about: ${failure}.`,
    hop: 'server',
    causes: [
      ['no-route', 'the words are those of the operating system'],
      ['port-closed', 'the machine is reached and does not take connections'],
      ['connect-timeout', 'the machine is not reached'],
    ],
    next: NEXT,
    notes,
    source: SOURCE,
  },
]

function isLocal(host: string | undefined): boolean {
  return host !== undefined && (host === 'localhost' || host === '::1' || host.startsWith('127.'))
}
