import type { KnownText, Variables } from '../known-text.ts'
import { diagnose } from '../next-steps.ts'

const NEXT = diagnose('what answers, byte for byte: status, headers and the body that kubectl drops')
const SOURCE = 'Go net/http; kubectl-truth 6'

/** HTTP/1.1 after the connection stands. */
export const httpTexts: readonly KnownText[] = [
  {
    id: 'http-broken',
    pattern:
      /HTTP\/1\.x transport connection broken: (?<detail>[^\n]{1,200})|malformed (?:HTTP response|HTTP status code|HTTP version|MIME header)[^\n]{0,160}|readLoopPeekFailLocked|unsupported transfer encoding|multiple Content-Length headers/,
    says: ({ detail }) =>
      `What answered does not speak HTTP/1.1 as Go reads it${detail === undefined ? '' : `: ${detail}`}.`,
    hop: 'answer',
    causes: ({ detail = '' }) =>
      /"\\+x1[56]/.test(detail)
        ? [
            ['https-port-spoken-http', 'the answer is a TLS record: the server URL must say https://'],
            ['server-scheme-missing', 'a server without a scheme becomes http://'],
          ]
        : [
            ['not-tls', 'another protocol (SSH, HTTP/2 without TLS) on that port'],
            ['captive-portal', 'a middlebox that words HTTP its own way'],
            ['proxy-speaks-no-http', 'a proxy port that is none'],
          ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'http-redirects',
    pattern:
      /stopped after 10 redirects|(?<status>30\d) response missing Location header|failed to parse Location header/,
    says: 'The request was redirected, and the redirects lead nowhere. An API server does not redirect.',
    hop: 'answer',
    causes: [
      ['redirected-to-login', 'a single sign-on or a portal that wants a browser'],
      ['captive-portal', 'another web service behind the address'],
      ['server-url-invalid', 'a server URL without the path that a gateway (Rancher, Teleport) wants'],
    ],
    next: diagnose('where the redirect leads'),
    source: `${SOURCE}; gravitational/teleport#13367`,
  },
  {
    id: 'http-scheme',
    pattern: /unsupported protocol scheme "(?<scheme>[^"]{0,60})"/,
    says: ({ scheme }) =>
      `The server URL begins with ${scheme === '' ? 'no scheme' : `${scheme}://`}, and only http and https are known.`,
    hop: 'configuration',
    causes: [
      ['server-url-invalid', 'a mistyped scheme'],
      ['server-scheme-missing', 'no scheme at all'],
    ],
    next: { command: 'kubectl config view --minify', shows: 'the server line' },
    source: SOURCE,
  },
  {
    id: 'html-for-json',
    pattern:
      /invalid character '(?<character>[^']{1,8})' (?:looking for beginning of value|after [^\n]{1,60})|Unknown discovery response content-type: (?<type>\S{1,80})|unexpected end of JSON input|0-length response with status code|while accessing https?:|couldn't get version\/kind; json parse error/,
    says: jsonSays,
    hop: 'answer',
    causes: [
      ['captive-portal', 'a block page, a login page or a web server in place of the API server'],
      ['redirected-to-login', 'the redirect to a login was followed'],
      ['server-url-invalid', 'the right host without the path of a gateway (Rancher: /k8s/clusters/…)'],
      ['tls-intercepted-by-proxy', 'an inspecting proxy puts its own page in'],
    ],
    next: NEXT,
    source: 'client-go discovery; kubernetes/kubectl#552, kubernetes/kubernetes#71647',
  },
  {
    id: 'middlebox-page',
    pattern:
      /(?<page>upstream connect error or disconnect\/reset before headers|no healthy upstream|upstream request timeout|The requested URL could not be retrieved|ERR_(?:ACCESS_DENIED|CONNECT_FAIL|DNS_FAIL|SECURE_CONNECT_FAIL|CANNOT_FORWARD|CACHE_ACCESS_DENIED)|unable to get local issuer certificate[^\n]{0,20}503|503[^\n]{0,80}unable to get local issuer certificate|Network Error \((?:dns_unresolved_hostname|tcp_error|[a-z_]+)\)|Invalid SSL certificate|Internet Security by Zscaler|FortiGuard|Web Page Blocked|Check Point UserCheck|block\.opendns\.com)/,
    says: ({ page }) => `"${page}" are the words of a proxy or a gateway, not of an API server.`,
    hop: 'proxy-answer',
    causes: ({ page = '' }) =>
      /block|FortiGuard|UserCheck|Zscaler|ACCESS_DENIED/i.test(page)
        ? [
            ['captive-portal', 'a block page of the network'],
            ['proxy-refuses-connect', 'the policy of the proxy'],
            ['tls-intercepted-by-proxy', 'to put a page into TLS it must have ended TLS'],
          ]
        : [
            [
              'proxy-cannot-reach-upstream',
              'it tried and did not get through, or refuses the private authority of the cluster',
            ],
            ['tls-intercepted-by-proxy', 'to put a page into TLS it must have ended TLS'],
          ],
    next: NEXT,
    source: 'envoyproxy/envoy#18511; squid src/errorpage.cc; OONI blockpage fingerprints',
  },
]

function jsonSays({ character, type }: Variables): string {
  if (character === '<' || type?.includes('html') === true) {
    return 'An HTML page came where Kubernetes JSON was expected: something else answered.'
  }
  return 'The answer is no Kubernetes JSON: something else answered, or it was cut off.'
}
