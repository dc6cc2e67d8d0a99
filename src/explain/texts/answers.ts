import type { KnownText, NextStep, RankedCause } from '../known-text.ts'
import { diagnose } from '../next-steps.ts'

const NEXT: NextStep = diagnose(
  'who answered: the headers of an API server (Audit-Id), and the body that kubectl drops',
)
const SOURCE = 'client-go rest.Request, apimachinery NewGenericServerResponse; kubectl-truth 9.1, 9.7'

const ANONYMOUS: readonly RankedCause[] = [
  ['unauthorized', 'the credentials did not arrive or were not accepted'],
  ['client-certificate-expired', 'an API server takes an expired client certificate for anonymous'],
  ['tls-intercepted-by-proxy', 'a client certificate never survives a proxy that ends TLS: the user becomes anonymous'],
]

/** `Error from server` and its like: an HTTP answer was read. */
export const answerTexts: readonly KnownText[] = [
  {
    id: 'answer-unauthorized',
    pattern:
      /You must be logged in to the server|the server has asked for the client to provide credentials|(?:^|[\s"(])Unauthorized(?:$|[\s")])/,
    says: 'The answer was 401: the credentials are missing, expired or of another cluster.',
    hop: 'answer',
    causes: [
      ['unauthorized', 'an expired token, or one of another cluster; a service account that is gone'],
      ['client-certificate-expired', 'kubeadm renews client certificates yearly, and ~/.kube/config keeps the old one'],
      [
        'client-certificate-rejected',
        "a cluster that was made anew does not know the old client certificate's authority",
      ],
      ['tls-intercepted-by-proxy', 'a client certificate never survives a proxy that ends TLS'],
    ],
    next: NEXT,
    source: `${SOURCE}; kubernetes/kubernetes#39767`,
  },
  {
    id: 'answer-anonymous',
    pattern: /User "system:anonymous" cannot (?<verb>[a-z]{1,20})|system:anonymous/,
    says: 'The API server took the user for anonymous: no credential arrived that it accepts.',
    hop: 'answer',
    causes: ANONYMOUS,
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'answer-forbidden',
    pattern: /(?:Error from server )?\(Forbidden\): (?<message>[^\n]{0,300})|is forbidden: User "(?<user>[^"]{1,200})"/,
    says: 'The answer was 403.',
    hop: 'answer',
    causes: ({ message = '', user }) =>
      /<html|<!doctype/i.test(message)
        ? [
            ['captive-portal', 'the body is HTML: a proxy or a gateway says so, not the API server'],
            ['proxy-refuses-connect', "a proxy's policy"],
          ]
        : user !== undefined || /User "|forbidden/i.test(message)
          ? [
              ['forbidden', 'the user is known and lacks the right'],
              ['unauthorized', 'it is another user than you think'],
            ]
          : [
              ['forbidden', 'the user lacks the right'],
              ['captive-portal', 'a 403 without the name of a user is often a middlebox that knows no Kubernetes'],
              ...ANONYMOUS,
            ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'answer-unavailable',
    pattern: /the server is currently unable to handle the request|\(ServiceUnavailable\)/,
    says: 'The answer was 503, and kubectl drops its body, which says more.',
    hop: 'answer',
    causes: [
      [
        'proxy-cannot-reach-upstream',
        'an intermediary (Envoy, an ingress) without a way to the server; its body names the reason',
      ],
      ['api-server-error', 'the API server is starting, or an aggregated API is down'],
      ['tls-intercepted-by-proxy', 'with verification off: the interceptor answered'],
    ],
    next: NEXT,
    source: `${SOURCE}; field-notes E4`,
  },
  {
    id: 'answer-internal-error',
    pattern:
      /an error on the server \("(?<body>[\s\S]{0,2000}?)"\) has prevented the request from succeeding|\(InternalError\)/,
    says: ({ body }) =>
      body === undefined || body === ''
        ? 'The answer was 5xx without a Kubernetes status in it.'
        : `The answer was 5xx with this body: ${body}`,
    hop: 'answer',
    causes: ({ body = '' }) =>
      /<|upstream|proxy|gateway|squid/i.test(body)
        ? [
            ['captive-portal', 'the body is a page or the words of a middlebox'],
            ['proxy-cannot-reach-upstream', 'a 502 or 504 of an intermediary'],
            ['api-server-error', 'an error of the API server itself'],
          ]
        : [
            ['api-server-error', 'an error of the API server, or of etcd behind it'],
            ['proxy-cannot-reach-upstream', 'a 502 or 504 of an intermediary without a body'],
            ['captive-portal', 'an answer that is no Kubernetes status'],
            ['connection-closed', 'kubectl 1.20 words a connection that was closed ten times like this'],
          ],
    next: NEXT,
    source: `${SOURCE}; kubernetes/kubernetes#71647`,
  },
  {
    id: 'answer-not-found',
    pattern: /the server could not find the requested resource|\(NotFound\): |404 page not found/,
    says: 'The answer was 404: what answers does not know that path or that object.',
    hop: 'answer',
    causes: [
      ['captive-portal', 'another service behind the port, or a gateway that wants a path before it (Rancher)'],
      ['server-url-invalid', 'the path in the server URL'],
      ['api-server-error', 'an API that is not installed, or an object that does not exist'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'answer-timeout',
    pattern: /the server was unable to return a response in the time allotted|\(Timeout\): |\(GatewayTimeout\)/,
    says: 'The answer was 504.',
    hop: 'answer',
    causes: [
      ['proxy-cannot-reach-upstream', 'a proxy or a load balancer waited in vain for the server'],
      ['api-server-error', 'the API server waited in vain for etcd, a webhook or an aggregated API'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'answer-throttled',
    pattern: /the server has received too many requests|\(TooManyRequests\)|client-side throttling/,
    says: 'The answer was 429, or the client slows itself down.',
    hop: 'answer',
    causes: [
      ['request-throttled', 'flow control of the API server'],
      ['proxy-cannot-reach-upstream', 'a gateway with a rate limit'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'answer-bad-request',
    pattern: /the server rejected our request for an unknown reason/,
    says: 'The answer was 400 without a Kubernetes status.',
    hop: 'answer',
    causes: [
      ['https-port-spoken-http', 'plain HTTP was sent to a TLS port: Go servers answer 400 to that'],
      ['server-scheme-missing', 'a server without a scheme becomes http://'],
      ['captive-portal', 'another service behind the port'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'answer-status-code',
    pattern: /the server responded with the status code (?<status>\d{3}) but did not return more information/,
    says: ({ status }) => `The answer was ${status} without a Kubernetes status.`,
    hop: 'answer',
    causes: ({ status }) =>
      status === '407'
        ? [
            ['proxy-auth-required', 'a transparent proxy that wants a login'],
            ['captive-portal', 'an answer that is no API server’s'],
          ]
        : [
            ['captive-portal', 'an API server words its errors itself: something else answered'],
            ['redirected-to-login', '3xx: a login'],
            ['upgrade-stripped', '426: the upgrade was wanted'],
          ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'answer-other',
    pattern:
      /the server reported a conflict|the server does not allow this method|The request is invalid:|Error from server(?: \((?<reason>\w+)\))?: (?<message>[^\n]{0,300})/,
    says: ({ reason }) =>
      `An HTTP answer with an error was read${reason === undefined ? '' : ` (${reason})`}: the connection itself is in order.`,
    hop: 'answer',
    causes: [
      ['api-server-error', 'the API server refuses this very request'],
      ['captive-portal', 'something else answered'],
    ],
    next: NEXT,
    general: true,
    source: SOURCE,
  },
]
