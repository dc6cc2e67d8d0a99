import type { KnownText, RankedCause, Variables } from '../known-text.ts'
import { diagnose } from '../next-steps.ts'
import { addressNotes } from '../reading/address-note.ts'

const SOURCE = 'kubectl pkg/cmd/util StandardErrorMessage; kubectl-truth 9'

/** kubectl's own sentences, which hide what happened. After the families that say more. */
export const kubectlTexts: readonly KnownText[] = [
  {
    id: 'kubectl-refused',
    pattern: /The connection to the server (?<server>\S{1,300}) was refused - did you specify the right host or port\?/,
    says: ({ server }) =>
      `Somebody refused a connection on the way to ${server}. kubectl names the server whoever it was: the server, the proxy, a SOCKS proxy or a DNS server.`,
    hop: 'server',
    causes: refused,
    next: diagnose('who refused: the server and the proxy are dialled apart'),
    notes: ({ host }) => [
      ...addressNotes(host),
      'kubectl -v=4 prints the cause behind this line ("Connection error: Get …").',
    ],
    general: true,
    source: `${SOURCE}; rancher/rancher#13899, kubernetes/kubectl#737`,
  },
  {
    id: 'kubectl-no-resource-type',
    pattern: /the server doesn't have a resource type "(?<type>[^"]{1,100})"/,
    says: ({ type }) => `What answered did not list ${type} among its resources.`,
    hop: 'answer',
    causes: [
      ['discovery-incomplete', 'an empty or foreign answer to discovery, or a stale cache in ~/.kube/cache'],
      ['captive-portal', 'something else than an API server answered 200'],
      ['command-mistaken', 'a resource that is mistyped or not installed'],
    ],
    next: diagnose('whether an API server answers at all'),
    general: true,
    source: SOURCE,
  },
  {
    id: 'kubectl-usage',
    pattern:
      /unknown (?:command|flag|shorthand flag)[: ]|Invalid timeout value\. Timeout must be|unable to find one of 'kustomization|required flag\(s\)|unable to match a printer suitable/,
    says: 'The command line is not one that kubectl takes: nothing was sent.',
    hop: 'configuration',
    causes: [['command-mistaken', 'an option or a command that this release does not have']],
    next: { command: 'kubectl version --client', shows: 'the release: commands come and go with it' },
    source: SOURCE,
  },
  {
    id: 'kubectl-group-list',
    pattern:
      /couldn't get current server API group list|Couldn't get current server API group list|couldn't get available api versions from server|failed to download openapi|unable to recognize|Kubernetes cluster unreachable|error from a previous attempt/,
    says: 'The very first request of the command failed; the reason should stand behind it and was cut off here.',
    hop: 'server',
    causes: [
      ['connection-closed', 'the reason is not in the text'],
      ['captive-portal', 'an answer that is no Kubernetes JSON'],
      ['no-route', 'no connection at all'],
    ],
    next: diagnose('the reason'),
    general: true,
    source: SOURCE,
  },
]

function refused({ server = '', host }: Variables): readonly RankedCause[] {
  if (server === 'localhost:8080' || server === '127.0.0.1:8080' || server === '[::1]:8080') {
    return [
      [
        'kubeconfig-missing',
        'localhost:8080 is where kubectl goes without a usable kubeconfig: no file, no current-context, or sudo',
      ],
      [
        'cluster-missing',
        'a context without a cluster, or a cluster without a server, ends there too, without any error',
      ],
      ['port-closed', 'or an API server was really meant to be there'],
    ]
  }
  const local = host === 'localhost' || host === '::1' || host?.startsWith('127.') === true
  const closed: RankedCause = ['port-closed', 'the API server is down, the port is wrong, or a firewall rejects']
  const proxy: RankedCause = [
    'proxy-unreachable',
    'a proxy that refuses is worded as if the server had: a proxy variable left over',
  ]
  const dns: RankedCause = ['dns-server-failure', 'a DNS server that refuses the question is worded like this too']
  const socks: RankedCause = ['socks-refused', 'so is a SOCKS proxy that was refused by the server']
  const tunnel: RankedCause = ['tunnel-down', 'a tunnel, a port forward or a local cluster that is not running']
  return local ? [tunnel, closed, dns] : [closed, proxy, tunnel, socks, dns]
}
