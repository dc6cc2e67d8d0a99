import type { KnownText } from '../known-text.ts'
import { diagnose } from '../next-steps.ts'

const NEXT = diagnose('which DNS server was asked and what it answered; whether a proxy would resolve the name')
const SOURCE = 'Go net.DNSError; kubectl-truth 10'
const LOOKUP = String.raw`lookup (?<host>\S{1,255}?)(?: on (?<resolver>\S{1,100}:\d+))?: `

/** Names. */
export const dnsTexts: readonly KnownText[] = [
  {
    id: 'dns-no-such-host',
    pattern: new RegExp(`${LOOKUP}(?:no such host|no answer from DNS server|getaddrinfow: [^\\n]{1,120})`),
    says: ({ host, resolver }) =>
      `The name ${host} does not exist${resolver === undefined ? '' : ` for the DNS server ${resolver}`}.`,
    hop: 'server',
    causes: [
      ['name-split-horizon', 'a private endpoint (EKS, AKS, GKE) or a VPN name: it exists inside its network only'],
      ['name-not-found', 'the cluster is gone, or the name is mistyped'],
      ['no-direct-route', 'only a proxy resolves such names, and it was not used'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'dns-refused',
    pattern: new RegExp(`${LOOKUP}(?:read|write|dial) udp \\S+: (?:read|write|connect): connection refused`),
    says: ({ host, resolver }) =>
      `The DNS server ${resolver} refused the question for ${host}: no API server was reached.`,
    hop: 'server',
    causes: [['dns-server-failure', "nothing listens there; kubectl's last line blames the API server for it"]],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'dns-failure',
    pattern: new RegExp(
      `${LOOKUP}(?:server misbehaving|cannot unmarshal DNS message|lame referral|(?:(?:read|write|dial) udp \\S+: )?i/o timeout|[^\\n]{0,60}(?:timed out|temporary error|name resolution))`,
    ),
    says: ({ host, resolver }) =>
      `The DNS server${resolver === undefined ? '' : ` ${resolver}`} did not answer properly for ${host}; the name may well exist.`,
    hop: 'server',
    causes: [
      ['dns-server-failure', 'SERVFAIL, REFUSED, junk or silence'],
      ['name-split-horizon', "a VPN's DNS server that is not reached"],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'dns-resolver',
    pattern:
      /Temporary failure in name resolution|Name or service not known|nodename nor servname provided|getaddrinfo (?:ENOTFOUND|EAI_AGAIN) (?<host>\S+)|Could not resolve (?:host|proxy)/i,
    says: "The system's resolver does not know the name, or its DNS server does not answer.",
    hop: 'server',
    causes: [
      ['name-not-found', 'mistyped, or gone'],
      ['dns-server-failure', 'the DNS server is not reached'],
      ['name-split-horizon', 'a name of another network'],
    ],
    next: NEXT,
    source: 'getaddrinfo(3)',
  },
]
