import { hostPort } from '../../lib/host-port.ts'
import { shellQuote } from '../../lib/shell-quote.ts'
import type { OpenTheWayFacts } from '../../remedies/open-the-way.ts'
import {
  command,
  edit,
  place,
  type RemedyWordsOf,
  request,
  type Step,
  setCluster,
  setProxyUrl,
  shell,
  unsetOfCluster,
} from './remedy-words.ts'

/** Remedies that lead kubectl another way, or change the way. */
export const pathRemedies = {
  'no-proxy-entry': {
    title: ({ host, variable }) => `go around the proxy of ${variable} for ${host} (NO_PROXY)`,
    steps: ({ host, noProxyVariable }) => [
      shell(`export ${noProxyVariable}="\${${noProxyVariable}:+$${noProxyVariable},}"${shellQuote(host)}`),
      command('kubectl', 'get', '--raw', '/version'),
    ],
  },
  'proxy-url-remove': {
    title: (f) => `take proxy-url out of ${place(f)}`,
    steps: (f) => [unsetOfCluster(f, 'proxy-url')],
  },
  'proxy-url-set': {
    title: ({ url }) => `lead kubectl through ${url}`,
    steps: (f) => [setProxyUrl(f, f.url)],
  },
  'proxy-address-correct': {
    title: ({ setBy, proxy }) => `correct the proxy ${proxy} (${setBy})`,
    steps: ({ setBy, scheme }, { fixes }) => [
      ...(WANT_LOGIN.some((id) => fixes.includes(id))
        ? [
            edit(
              `write your user and password before the host in ${setBy}, as USER:PASSWORD@, every special character percent-encoded`,
            ),
          ]
        : [edit(`set ${setBy} to the address that your network team gives; without a proxy clear it`)]),
      ...(scheme === 'https-proxy' && fixes.includes('proxy-speaks-no-http')
        ? [edit(`write http:// instead of https:// in ${setBy}, unless the proxy is meant to be reached over TLS`)]
        : []),
      ...(fixes.includes('proxy-tls-untrusted')
        ? [
            edit('where the proxy takes connections without TLS too, write http:// in its URL'),
            edit(
              "else add the authority of its certificate to the cluster's certificate-authority-data: kubectl verifies the proxy with nothing else, and then trusts that authority for the API server too",
            ),
          ]
        : []),
      ...(fixes.includes('socks-speaks-no-socks')
        ? [edit(`where it is an HTTP proxy, write http:// instead of socks5:// in ${setBy}`)]
        : []),
    ],
  },
  tunnel: {
    title: ({ via, server }) => `reach ${server} through ${via ?? 'a machine that has a clean way to it'} (SSH)`,
    brief: ({ via }) => `an SSH tunnel over ${via ?? 'a machine that reaches it'}`,
    steps: (f) => {
      const jump = [...(f.viaPort === null ? [] : ['-p', String(f.viaPort)]), f.via ?? 'USER@HOST']
      const there = ['--server=https://127.0.0.1:16443', `--tls-server-name=${f.serverName}`]
      const socks = [command('ssh', '-N', '-D', '127.0.0.1:1080', ...jump), setProxyUrl(f, 'socks5://127.0.0.1:1080')]
      // A proxy-url of the kubeconfig is taken for loopback addresses too, so a forwarded port does not get past it.
      if (f.hasProxyUrl) return socks
      return [
        ...socks,
        edit('or, instead of those two and without touching the kubeconfig, one forwarded port:'),
        command('ssh', '-N', '-L', `127.0.0.1:16443:${hostPort(f)}`, ...jump),
        command('kubectl', ...there, 'get', '--raw', '/version'),
      ]
    },
  },
  'exempt-from-inspection': {
    title: (f) => `ask for ${hostPort(f)} to be exempt from TLS inspection${f.proxy === null ? '' : ` on ${f.proxy}`}`,
    brief: ({ upstreamFails, proxy }) =>
      `an exemption from inspection${upstreamFails ? `, once ${proxy === null ? 'the inspecting side' : 'the proxy'} itself gets there` : ''}`,
    steps: (f) => [
      request(
        [
          `Please exempt ${f.host} port ${f.port} (TCP, TLS) from TLS inspection${f.proxy === null ? '' : ` on the proxy ${f.proxy}`}.`,
          `Evidence: at ${f.at} the connection was answered with a certificate issued by ${f.issuer}${f.sha256 === null ? '' : ` (SHA-256 ${f.sha256})`} instead of the Kubernetes API server's own.`,
          f.isAddress
            ? 'The exemption has to match destination address and port: the client addresses the server by IP and sends no server name (SNI), so a rule by domain cannot match.'
            : `The exemption can match the server name (SNI) ${f.host} or destination address and port.`,
          'Kubernetes clients authenticate with certificates and tokens and pin a private authority, so an inspected connection cannot work.',
          ...(f.upstreamFails
            ? [
                `${f.proxy === null ? 'What inspects it' : 'The proxy'} also reports that it cannot connect to ${hostPort(f)} itself; please allow and check that connection.`,
              ]
            : []),
        ].join('\n'),
      ),
    ],
  },
  'proxy-allow-connect': {
    title: (f) =>
      f.upstreamFails
        ? `ask why the proxy ${f.proxy} does not reach ${hostPort(f)}`
        : `ask for the proxy ${f.proxy} to allow ${hostPort(f)}`,
    brief: ({ upstreamFails }) => (upstreamFails ? "the proxy's own way to the server" : "the proxy's permission"),
    steps: (f, { seen }) => [
      request(
        (f.upstreamFails
          ? [
              `Please check the connection from the proxy ${f.proxy} to ${f.host} port ${f.port} (TCP): asked for it (CONNECT), the proxy answers: ${f.answer}.`,
              'Either the proxy has no way there (route, firewall, DNS), or the server is down.',
            ]
          : [
              `Please allow connections${f.isSocks ? '' : ' (CONNECT)'} to ${f.host} port ${f.port} on the proxy ${f.proxy}, without TLS inspection.`,
              `Seen here: ${seen}.${f.isSocks || closesAfter200(f.answer) ? '' : ' Many proxies allow CONNECT to port 443 alone.'}`,
              ...(closesAfter200(f.answer) ? [`It answers ${f.answer}, and then ends the connection.`] : []),
            ]
        ).join('\n'),
      ),
    ],
  },
  'open-the-way': {
    title: (f) => WAY[f.trouble].title(f),
    brief: ({ trouble }) => WAY[trouble].brief,
    steps: (f, { seen }) => WAY[f.trouble].steps(f, seen),
  },
} satisfies RemedyWordsOf<
  | 'no-proxy-entry'
  | 'proxy-url-remove'
  | 'proxy-url-set'
  | 'proxy-address-correct'
  | 'tunnel'
  | 'exempt-from-inspection'
  | 'proxy-allow-connect'
  | 'open-the-way'
>

const WANT_LOGIN: readonly string[] = ['proxy-auth-required', 'socks-auth-required']

function closesAfter200(answer: string): boolean {
  return /^HTTP\/\S+ 200\b/.test(answer)
}

interface WayWords {
  readonly brief: string
  title(facts: OpenTheWayFacts): string
  steps(facts: OpenTheWayFacts, seen: string): readonly Step[]
}

const WAY = {
  name: {
    brief: 'working DNS for that name',
    title: ({ host }) => `make the name ${host} resolve here`,
    steps: ({ host }, seen) => [
      edit('check that the VPN is up and that the name in the kubeconfig is right'),
      request(`Please check that the name ${host} resolves from this machine. Seen here: ${seen}.`),
    ],
  },
  way: {
    brief: 'a working way to the server',
    title: (f) => `make ${hostPort(f)} reachable from here`,
    steps: ({ host, port }, seen) => [
      edit('check that the VPN is up and that address and port in the kubeconfig are right'),
      request(
        `Please check that ${host} port ${port} (TCP) is open from this machine and that the API server runs there. Seen here: ${seen}.`,
      ),
    ],
  },
  closed: {
    brief: 'an API server that runs there',
    title: (f) => `have an API server take connections at ${hostPort(f)}`,
    steps: ({ host, port }, seen) => [
      edit('check that address and port in the kubeconfig are right'),
      request(
        `Please check that the API server runs and listens on ${host} port ${port} (TCP), and that no firewall rejects connections there. Seen here: ${seen}.`,
      ),
    ],
  },
  port: {
    brief: "the API server's right port",
    title: (f) => `correct the server of ${place(f)}`,
    steps: (f, seen) => [
      edit(`find out address and port of the API server: ${seen}`),
      setCluster(f, '--server=https://HOST:PORT'),
    ],
  },
  answer: {
    brief: 'a check of what answers there',
    title: (f) => `have what answers at ${hostPort(f)} checked`,
    steps: (f, seen) => [
      request(
        `Please check what answers at ${f.host} port ${f.port} (TCP), and what is on the way there (firewall, load balancer). Seen from this machine: ${seen}.`,
      ),
    ],
  },
} as const satisfies Record<OpenTheWayFacts['trouble'], WayWords>
