import type { ConnectionFacts } from '../../rules/facts/connection-facts.ts'
import { detailWords } from '../../rules/facts/detail-words.ts'
import type { WordsOf } from './words.ts'

/** Through a tunnel the connection is the proxy's: say so. */
function via({ proxy }: ConnectionFacts): string {
  return proxy === null ? '' : ` (through ${proxy})`
}

/** Of a name with several addresses only one may be in trouble: that one is named. */
function at({ peer, remote }: ConnectionFacts): string {
  return remote === null || remote === peer ? peer : `${remote} (${hostOf(peer)})`
}

export const connectionWords = {
  'port-closed': {
    title: (facts) => `${at(facts)} refuses the connection`,
    explanation: ({ remote }) =>
      `${remote ?? 'The machine'} answered at once that nothing takes connections on that port: the API server is down, the port is wrong, or a firewall rejects.`,
    actor: 'cluster-admin',
  },
  'connect-timeout': {
    title: (facts) => `${at(facts)} does not answer the connection attempt`,
    explanation: ({ remote, detail }) =>
      `${remote ?? 'The address'}: ${detailWords(detail)}. Packets are dropped on the way: a firewall, a VPN that is not up, or an address that nobody has.`,
    actor: 'network-admin',
  },
  'no-route': {
    title: (facts) => `this machine has no way to ${at(facts)} (${detailWords(facts.detail)})`,
    explanation: ({ detail }) =>
      detail === 'EACCES' || detail === 'EPERM'
        ? `A rule of this machine forbids it, before a packet leaves: a local firewall, a policy of the system, or a route of the kind "prohibit".`
        : `The system refuses before a packet leaves, or a router says so: no route, no VPN, a rule that forbids it, or an address of the local network that nobody has.`,
    actor: 'network-admin',
  },
  'name-not-found': {
    title: ({ peer, detail }) =>
      `the name ${hostOf(peer)} does not exist for the DNS server that kubectl asks${asked(detail).replace(/^ (.*)$/, ' ($1)')}`,
    explanation: ({ detail }) =>
      `The lookup gave: ${detail}. kubectl asks the servers of /etc/resolv.conf itself. A private endpoint often resolves only inside its network or over the VPN; else the name in the kubeconfig is wrong.`,
    actor: 'you',
  },
  'dns-server-failure': {
    title: ({ peer, detail }) =>
      `the DNS server${asked(detail)} fails for the name ${hostOf(peer)} (${detailWords(detail).split(': ').slice(1).join(': ')})`,
    explanation: ({ detail }) =>
      `The lookup gave: ${detailWords(detail)}. The name may well exist.${detail.endsWith('ECONNREFUSED') ? ' The DNS server refused, and kubectl prints that the connection to the API server was refused.' : ''}`,
    actor: 'network-admin',
  },
  'connection-reset': {
    title: (facts) => `the connection to ${facts.peer}${via(facts)} is ${facts.detail}`,
    explanation: () =>
      `A reset comes from a firewall that inspects, a load balancer without a backend, or a server that crashed.`,
    actor: 'network-admin',
  },
  'connection-closed': {
    title: (facts) =>
      facts.detail.startsWith('closed')
        ? `the connection to ${facts.peer}${via(facts)} is ${facts.detail}`
        : `${facts.peer}${via(facts)}: ${facts.detail}`,
    explanation: () =>
      `The peer ended it without a word. kubectl prints EOF. Load balancers without a backend and proxies that forbid a destination do this.`,
    actor: 'network-admin',
  },
  'handshake-timeout': {
    title: (facts) => `${facts.peer}${via(facts)} takes the connection but does not answer the TLS handshake`,
    explanation: ({ detail }) =>
      `${detail}. A middlebox that swallows large hellos, a broken MTU, an overloaded server or something that is no TLS server.`,
    actor: 'network-admin',
  },
  'large-client-hello-dropped': {
    title: (facts) => `something before ${facts.peer}${via(facts)} drops kubectl's TLS hello because of its size`,
    explanation: ({ largeBytes, smallBytes }) =>
      `kubectl's hello has ${largeBytes} bytes with its post-quantum key share, more than one packet holds, and is not answered; the same hello without that share (${smallBytes} bytes) is. Mostly a firewall, VPN or load balancer on the way does not put the two packets together. Older kubectl releases send the small one.`,
    actor: 'network-admin',
  },
  'not-tls': {
    title: (facts) => `${facts.peer}${via(facts)} does not speak TLS`,
    explanation: ({ detail }) =>
      `It begins with: ${detail}.${detail.startsWith('SSH-') ? ' That is an SSH server.' : ''} Mostly the port is wrong.`,
    actor: 'you',
  },
  'plain-http-port': {
    title: (facts) => `${facts.peer}${via(facts)} speaks HTTP without TLS`,
    explanation: ({ detail }) =>
      `It answers ${detail}. The port or the scheme is wrong, or something on the way sends its error page in the clear.`,
    actor: 'you',
  },
  'https-port-spoken-http': {
    title: (facts) => `${facts.peer} speaks TLS, but the kubeconfig says http://`,
    explanation: ({ detail }) => `${detail}. Write https:// before the server.`,
    actor: 'you',
  },
  'tls-version-too-old': {
    title: (facts) => `${facts.peer}${via(facts)} knows no TLS newer than 1.1`,
    explanation: ({ detail }) =>
      `It refused with ${detail}. kubectl needs TLS 1.2. An API server always has it, so this is something older in its place.`,
    actor: 'cluster-admin',
  },
  'no-common-tls-parameters': {
    title: (facts) =>
      `${facts.peer}${via(facts)} refuses the handshake: it and kubectl seem to share no TLS parameters`,
    explanation: ({ detail }) =>
      `It refused with ${detail} before it showed a certificate: no cipher suite, group or signature scheme in common, or no certificate for this name.`,
    actor: 'cluster-admin',
  },
  'server-sent-alert': {
    title: (facts) => `${facts.peer}${via(facts)} ends the handshake with ${facts.detail}`,
    explanation: ({ detail }) =>
      `The peer, not kubectl, refused.${detail.startsWith('alert 112') ? ' It serves by name (SNI) and does not know the one that kubectl sends; for an address kubectl sends none.' : ''} Its log says why.`,
    actor: 'cluster-admin',
  },
  'http2-broken': {
    title: (facts) => `HTTP/2 with ${facts.peer}${via(facts)} does not work`,
    explanation: ({ detail }) =>
      `${detail}. Something on the way agrees to HTTP/2 and does not speak it. DISABLE_HTTP2=1 makes kubectl use HTTP/1.1.`,
    actor: 'network-admin',
  },
} satisfies WordsOf<
  | 'port-closed'
  | 'connect-timeout'
  | 'no-route'
  | 'name-not-found'
  | 'dns-server-failure'
  | 'connection-reset'
  | 'connection-closed'
  | 'handshake-timeout'
  | 'large-client-hello-dropped'
  | 'not-tls'
  | 'plain-http-port'
  | 'https-port-spoken-http'
  | 'tls-version-too-old'
  | 'no-common-tls-parameters'
  | 'server-sent-alert'
  | 'http2-broken'
>

/** ` 203.0.113.53:53` of `api.example on 203.0.113.53:53: no such host` (`lookupDetail`). */
function asked(detail: string): string {
  const server = / on (\S+): /.exec(detail)?.[1]
  return server === undefined ? '' : ` ${server}`
}

/** A name never has a colon, so what stands before the last one is it. */
function hostOf(peer: string): string {
  return peer.slice(0, peer.lastIndexOf(':'))
}
