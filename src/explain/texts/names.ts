import { parseIp } from '../../lib/ip.ts'
import type { KnownText, RankedCause, Variables } from '../known-text.ts'
import { diagnose } from '../next-steps.ts'

const SOURCE = 'Go crypto/x509 HostnameError.Error; kubernetes/minikube#286, kubernetes/kubernetes#48680'

const NEXT = diagnose('whose certificate it is: issuer and names of what is presented, on every path to the server')

const NOT_THE_SERVERS: readonly RankedCause[] = [
  [
    'tls-intercepted-by-proxy',
    'a proxy that mints certificates often puts the address in as a DNS name, which Go does not count; kubectl prints the same text then',
  ],
  ['tls-intercepted-transparently', 'the same without a proxy variable: a firewall or an agent such as Netskope'],
]

const NOT_THE_SERVERS_NAME: readonly RankedCause[] = [
  ['tls-intercepted-by-proxy', 'a proxy that ends TLS shows a certificate made for another name, or its own'],
  ['tls-intercepted-transparently', 'the same without a proxy variable: a firewall or an agent on this machine'],
]

/** What crypto/x509 says when the name or the address does not fit; it says nothing about trust. */
export const nameTexts: readonly KnownText[] = [
  {
    id: 'x509-no-ip-sans',
    pattern: /cannot validate certificate for (?<address>[0-9a-fA-F.:%\w]+) because it doesn't contain any IP SANs/,
    says: ({ address }) =>
      `The server was asked for by the address ${address}, and the certificate that was presented holds no IP address at all. Whose certificate it is, the text does not say.`,
    hop: 'server',
    causes: [
      ['server-ip-not-in-certificate', 'it was made without the address: an old minikube or kubeadm, or a new address'],
      ...NOT_THE_SERVERS,
      ['interceptor-cannot-name-server', 'clients send no server name for an address, so a minting proxy has to guess'],
    ],
    next: NEXT,
    notes: () => [
      'Go looks at the name before it looks at trust: the authority was not judged, and may be the next error.',
      'Entries of type DNS with the digits of an address do not count.',
    ],
    source: SOURCE,
  },
  {
    id: 'x509-no-names',
    pattern: /certificate is not valid for any names, but wanted to match (?<wanted>[^\s"\\;,)]+)/,
    says: ({ wanted }) => `The certificate holds no DNS name at all; ${wanted} was wanted.`,
    hop: 'server',
    causes: [
      ['certificate-without-sans', 'no subject alternative names, or addresses alone'],
      ['server-name-not-in-certificate', 'the server is meant to be reached by address'],
      ...NOT_THE_SERVERS_NAME,
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'x509-many-names',
    pattern: /certificate is valid for (?<count>\d+) (?<kind>names|IP SANs), but none matched (?<wanted>[^\s"\\;,)]+)/,
    says: ({ count, kind, wanted }) =>
      `The certificate holds ${count} ${kind === 'names' ? 'names' : 'addresses'}, and ${wanted} is not among them.`,
    hop: 'server',
    causes: [
      ['cluster-ca-mismatch', "so many names are a front end's: a CDN, a shared load balancer"],
      ['server-name-not-in-certificate', 'the name is missing in a very large certificate'],
      ...NOT_THE_SERVERS_NAME,
    ],
    next: NEXT,
    notes: () => ['The short form stands for 100 names or more (Go 1.24.11, 1.25.5 and later).'],
    source: SOURCE,
  },
  {
    id: 'x509-other-names',
    pattern: /certificate is valid for (?<names>.{1,3000}?), not (?<wanted>[^\s"\\;,)]+)/,
    says: ({ names = '', wanted }) => `The certificate is for ${names}; ${wanted} was wanted.`,
    hop: 'server',
    causes: otherNames,
    next: {
      command: 'kubectl tlsdoctor',
      shows: (values) =>
        `whose certificate it is; if its issuer is the cluster's authority, ${serverNameAdvice(values)}`,
    },
    notes: (values) => otherNameNotes(values),
    source: SOURCE,
  },
  {
    id: 'x509-common-name',
    pattern: /certificate relies on legacy Common Name field, use SANs (?:instead|or temporarily enable)/,
    says: 'The name stands in the Common Name only, and Go no longer looks there.',
    hop: 'server',
    causes: [
      ['certificate-without-sans', 'the certificate was made without subject alternative names'],
      ['tls-intercepted-by-proxy', 'some minting proxies still make certificates with a Common Name alone'],
    ],
    next: NEXT,
    notes: () => [
      'Go 1.15 and 1.16 (kubectl 1.19 to 1.22) can be told GODEBUG=x509ignoreCN=0; since Go 1.17 nothing brings it back.',
    ],
    source: 'Go crypto/x509 HostnameError.Error; kubeflow/katib#1395',
  },
]

function otherNames(values: Variables): readonly RankedCause[] {
  const names = listed(values)
  const own = names.some(isApiServerName)
  const front = names.some((name) => /^\*\.|ingress|traefik|cloudflare|rancher/i.test(name))
  const serverFirst: RankedCause = parseIp(values.wanted ?? '')
    ? ['server-ip-not-in-certificate', 'reached by an address (a load balancer, a public address) that is not in it']
    : [
        'server-name-not-in-certificate',
        own
          ? "the names are those of an API server's own certificate: it is reached by another name, a tunnel or a load balancer"
          : 'reached by a name that was not put in',
      ]
  const other: RankedCause = [
    'cluster-ca-mismatch',
    'the default certificate of an ingress, a load balancer or a router by server name',
  ]
  return front && !own ? [other, serverFirst, ...NOT_THE_SERVERS_NAME] : [serverFirst, other, ...NOT_THE_SERVERS_NAME]
}

function otherNameNotes(values: Variables): readonly string[] {
  const inside = listed(values).find(isApiServerName)
  const notes = [
    'Go looks at the name before it looks at trust: the authority was not judged, and may be the next error.',
  ]
  if (inside === undefined) return notes
  return [
    ...notes,
    `tls-server-name: ${inside} in the cluster entry makes kubectl check that name instead, if the authority is the cluster's own.`,
  ]
}

function serverNameAdvice(values: Variables): string {
  const inside = listed(values).find(isApiServerName)
  return inside === undefined
    ? 'the name has to be added to it (--apiserver-cert-extra-sans, --tls-san)'
    : `--tls-server-name=${inside} is enough`
}

/** Names that kubeadm and its like put into every API server's certificate. */
function isApiServerName(name: string): boolean {
  return /^kubernetes(\.default(\.svc(\.[a-z0-9.-]+)?)?)?$/.test(name)
}

function listed({ names }: Variables): readonly string[] {
  return (names ?? '').split(', ')
}
