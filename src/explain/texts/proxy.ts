import type { KnownText, Variables } from '../known-text.ts'
import { askProxy, diagnose } from '../next-steps.ts'

const NEXT = diagnose('which variable chose the proxy, and how the proxy and the direct path answer')

/** `proxyconnect tcp:`: the connection to the proxy itself failed. Before every other family. */
export const proxyTexts: readonly KnownText[] = [
  {
    id: 'proxy-name',
    pattern:
      /proxyconnect tcp: dial tcp: lookup (?<name>\S{1,255}?)(?: on (?<resolver>[^\s:]+:\d+|\[[^\]]+\]:\d+))?: (?<failure>no such host|server misbehaving|[^\n]{1,120})/,
    says: ({ name }) => `The name of the proxy, ${name}, could not be resolved.`,
    hop: 'proxy',
    causes: ({ name = '' }) =>
      /^(?:https?|ftp|socks\w*|foo)$|["']/.test(name)
        ? [
            ['proxy-variable-malformed', `${name} is the scheme or a quote of the value that was taken for the host`],
            ['proxy-name-unresolved', 'a host that is really called so'],
          ]
        : [
            ['proxy-name-unresolved', 'a variable left over from another network, or a VPN that is not up'],
            ['dns-server-failure', 'the DNS server does not answer properly'],
          ],
    next: NEXT,
    source: 'Go net/http; kubernetes-retired/edgecontroller#30; kubectl-truth 6, 7',
  },
  {
    id: 'proxy-dial',
    pattern: /proxyconnect tcp: dial tcp (?<address>\S{1,100}): (?<failure>[^\n"\\]{1,160})/,
    says: ({ address, failure }) => `The proxy at ${address} was not reached: ${failure}.`,
    hop: 'proxy',
    causes: [
      ['proxy-unreachable', 'the proxy is down, moved, or a local one is not running'],
      ['no-proxy-mismatch', 'the proxy was not meant to be used for this server'],
    ],
    next: NEXT,
    notes: ({ failure = '' }) =>
      failure.includes('connection refused')
        ? ["kubectl's last line says that the connection to the API server was refused: it was the proxy."]
        : [],
    source: 'Go net/http; field-notes E8',
  },
  {
    id: 'proxy-not-tls',
    pattern:
      /proxyconnect tcp: (?:tls: first record does not look like a TLS handshake|EOF|unexpected EOF|http: server gave HTTP response)/,
    says: 'The proxy URL says https://, so kubectl spoke TLS to the proxy, and the proxy does not.',
    hop: 'proxy',
    causes: [
      ['proxy-scheme-https', 'HTTPS_PROXY=https://… for a proxy that takes plain HTTP: the commonest mistake of all'],
      ['proxy-speaks-no-http', 'the port is not that of the proxy'],
      ['proxy-closes-tunnel', 'the proxy closes the connection at the TLS hello'],
    ],
    next: askProxy('with http:// in the variable: an HTTP answer means that the scheme has to be http://'),
    source: 'hashicorp/terraform-provider-kubernetes#1653, kubernetes/kubernetes#83300',
  },
  {
    id: 'proxy-certificate',
    pattern: /proxyconnect tcp: (?:tls: failed to verify certificate: )?(?<detail>x509: [^\n]{1,300})/,
    says: ({ detail }) => `The certificate of the https:// proxy itself is refused: ${detail}.`,
    hop: 'proxy',
    causes: [
      [
        'proxy-tls-untrusted',
        "kubectl verifies an https:// proxy with the kubeconfig's authority alone, so a good proxy fails too",
      ],
      ['proxy-scheme-https', 'http:// to the same proxy needs no certificate'],
    ],
    next: NEXT,
    source: 'client-go transport.TLSConfigFor; kubectl-truth 6',
  },
  {
    id: 'proxy-handshake',
    pattern: /proxyconnect tcp: (?:remote error: )?(?<detail>(?:local error: )?tls: [^\n]{1,200})/,
    says: ({ detail }) => `The TLS handshake with the https:// proxy failed: ${detail}.`,
    hop: 'proxy',
    causes: [
      ['proxy-tls-too-old', 'Go 1.22 dropped RSA key exchange; old squids have nothing else'],
      ['proxy-tls-untrusted', "the proxy's certificate or the client's"],
      ['proxy-scheme-https', 'the proxy would take plain HTTP'],
    ],
    next: {
      command: 'GODEBUG=tlsrsakex=1 kubectl get --raw /version',
      shows: 'if it works like this, the proxy has RSA key exchange only',
    },
    source: 'kubernetes/kubectl#1758',
  },
  {
    id: 'proxy-other',
    pattern: /proxyconnect tcp: (?<detail>[^\n]{1,200})/,
    says: ({ detail }) => `The connection to the proxy failed: ${detail}.`,
    hop: 'proxy',
    causes: [
      ['proxy-unreachable', 'the proxy does not take or keep the connection'],
      ['proxy-closes-tunnel', 'the proxy ends it'],
    ],
    next: NEXT,
    source: 'Go net/http',
  },
  {
    id: 'proxy-cgi',
    pattern: /refusing to use HTTP_PROXY value in CGI environment/,
    says: 'REQUEST_METHOD is set, so Go takes the environment for that of a CGI program and does not trust HTTP_PROXY.',
    hop: 'configuration',
    causes: [['proxy-variable-ignored', 'unset REQUEST_METHOD; it concerns http:// servers only']],
    next: { command: 'env | grep -i -E "_proxy|REQUEST_METHOD"', shows: 'the variables that Go sees' },
    source: 'golang.org/x/net/http/httpproxy; kubectl-truth 7',
  },
  {
    id: 'proxy-url-scheme',
    pattern: /invalid '?proxy-url'? (?<url>\S{1,300}) for cluster "(?<cluster>[^"]{1,200})": (?<detail>[^\n]{1,200})/,
    says: ({ cluster, detail }) => `proxy-url of the cluster ${cluster} cannot be used: ${detail}.`,
    hop: 'configuration',
    causes: [['proxy-url-invalid', 'http, https or socks5 (socks5h in newer ones only), with the scheme written out']],
    next: { command: 'kubectl tlsdoctor paths', shows: 'which file and line the proxy-url stands in' },
    source: 'client-go clientcmd.parseProxyURL',
  },
  {
    id: 'proxy-malformed-answer',
    pattern: /(?:server: |": |^)malformed HTTP (?:response|status code) "(?<answer>[^\n]{0,200}?)"/,
    says: (values) =>
      `What was taken for the proxy answered CONNECT with something that is no HTTP${answerText(values)}.`,
    hop: 'proxy',
    causes: ({ answer = '' }) =>
      /^\\+x1[56]/.test(answer)
        ? [
            ['proxy-speaks-no-http', 'the answer is a TLS record: the proxy wants https:// in its URL'],
            ['https-port-spoken-http', 'without a proxy: the server speaks TLS and its URL says http://'],
          ]
        : [
            ['proxy-speaks-no-http', 'the port is not that of an HTTP proxy'],
            ['not-tls', 'without a proxy: an http:// server URL to something that is no web server'],
          ],
    next: NEXT,
    source: 'Go net/http persistConn CONNECT; kubectl-truth 6, field-notes E7',
  },
]

function answerText({ answer = '' }: Variables): string {
  return answer === '' ? '' : `, beginning with ${answer}`
}
