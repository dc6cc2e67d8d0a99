import { shellQuote } from '../../lib/shell-quote.ts'
import { command, edit, place, type RemedyWordsOf, request, setCluster, shell } from './remedy-words.ts'

/** Remedies that lead kubectl another way, or change the way. */
export const pathRemedies = {
  'no-proxy-entry': {
    title: ({ host, variable }) => `go around the proxy of ${variable} for ${host}`,
    steps: ({ host, noProxyVariable }) => [
      shell(`export ${noProxyVariable}="\${${noProxyVariable}:+$${noProxyVariable},}"${shellQuote(host)}`),
      command('kubectl', 'get', '--raw', '/version'),
    ],
  },
  'proxy-url-remove': {
    title: (f) => `take proxy-url out of ${place(f)}`,
    steps: (f) => [edit(`remove the line proxy-url from ${place(f)}`)],
  },
  'proxy-url-set': {
    title: ({ url }) => `lead kubectl through ${url}`,
    steps: (f) => [setCluster(f, `--proxy-url=${f.url}`)],
  },
  'proxy-address-correct': {
    title: ({ setBy, proxy }) => `correct the proxy ${proxy} (${setBy})`,
    steps: ({ setBy, scheme }) => [
      edit(`set ${setBy} to the address that your network team gives; without a proxy clear it`),
      ...(scheme === 'https-proxy'
        ? [edit('write http:// before it, unless the proxy itself is to be reached over TLS')]
        : []),
      edit('credentials stand in the URL as user:password@, every special character percent-encoded'),
    ],
  },
  tunnel: {
    title: ({ via, server }) => `reach ${server} through ${via ?? 'a machine that has a clean way to it'} (SSH)`,
    steps: (f) => {
      const jump = f.via ?? 'USER@HOST'
      const target = f.host.includes(':') ? `[${f.host}]:${f.port}` : `${f.host}:${f.port}`
      return [
        command('ssh', '-N', '-D', '127.0.0.1:1080', jump),
        setCluster(f, '--proxy-url=socks5://127.0.0.1:1080'),
        edit('or without proxy-url, by one forwarded port:'),
        command('ssh', '-N', '-L', `127.0.0.1:6443:${target}`, jump),
        command(
          'kubectl',
          '--server=https://127.0.0.1:6443',
          `--tls-server-name=${f.serverName}`,
          'get',
          '--raw',
          '/version',
        ),
      ]
    },
  },
  'exempt-from-inspection': {
    title: ({ host, port, proxy }) =>
      `ask for ${host}:${port} to be exempt from TLS inspection${proxy === null ? '' : ` on ${proxy}`}`,
    steps: (f) => [
      request(
        [
          `Please exempt ${f.host} port ${f.port} (TCP, TLS) from TLS inspection${f.proxy === null ? '' : ` on the proxy ${f.proxy}`}.`,
          `Evidence: at ${f.at} the connection was answered with a certificate of ${f.issuer}${f.sha256 === null ? '' : ` (SHA-256 ${f.sha256})`} instead of the Kubernetes API server's own.`,
          f.isAddress
            ? 'The exemption has to match destination address and port: the client addresses the server by IP and sends no server name (SNI), so a rule by domain cannot match.'
            : `The exemption can match the server name (SNI) ${f.host} or destination address and port.`,
          'Kubernetes clients authenticate with certificates and tokens and pin a private authority, so an inspected connection cannot work.',
          ...(f.upstreamFails
            ? [
                `The proxy also reports that it cannot connect to ${f.host}:${f.port} itself; please allow and check that connection.`,
              ]
            : []),
        ].join('\n'),
      ),
    ],
  },
  'proxy-allow-connect': {
    title: ({ host, port, proxy }) => `ask for the proxy ${proxy} to allow ${host}:${port}`,
    steps: (f) => [
      request(
        [
          `Please allow connections (CONNECT) to ${f.host} port ${f.port} on the proxy ${f.proxy}, without TLS inspection.`,
          `It answers now: ${f.answer}. Many proxies allow CONNECT to port 443 alone.`,
        ].join('\n'),
      ),
    ],
  },
  'open-the-way': {
    title: ({ host, port }) => `make ${host}:${port} reachable from here`,
    steps: (f) => [
      edit('check that the VPN is up and that the address and port in the kubeconfig are right'),
      request(
        `Please check that ${f.host} port ${f.port} (TCP) is open from this machine and that the API server runs there (seen: ${f.fixes.join(', ')}).`,
      ),
    ],
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
