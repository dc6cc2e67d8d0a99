import type { KnownText, RankedCause, Variables } from '../known-text.ts'
import { askProxy } from '../next-steps.ts'

/** The phrases of RFC 9110 section 15 that come as answers to CONNECT; a proxy may put any other. */
const PHRASES: Readonly<Record<string, number>> = {
  Continue: 100,
  Created: 201,
  Accepted: 202,
  'No Content': 204,
  'Moved Permanently': 301,
  Found: 302,
  'See Other': 303,
  'Temporary Redirect': 307,
  'Permanent Redirect': 308,
  'Bad Request': 400,
  Unauthorized: 401,
  'Payment Required': 402,
  Forbidden: 403,
  'Not Found': 404,
  'Method Not Allowed': 405,
  'Not Acceptable': 406,
  'Proxy Authentication Required': 407,
  'Request Timeout': 408,
  'Request Time-out': 408,
  'Too Many Requests': 429,
  'Internal Server Error': 500,
  'Not Implemented': 501,
  'Bad Gateway': 502,
  'Service Unavailable': 503,
  'Service Temporarily Unavailable': 503,
  'Gateway Timeout': 504,
  'Gateway Time-out': 504,
}

const BEFORE = String.raw`(?:(?:Unable to connect to the server|\b(?:Get|Head|Post|Put|Patch|Delete|Options) "?https?:\/\/[^\s"]+"?): |^)`
const NEXT = askProxy("the status, the headers and the body of the proxy's answer, which kubectl drops")
const SOURCE = 'Go net/http Transport.dialConn (CONNECT keeps the reason phrase alone)'

/** A proxy that answered CONNECT with anything but 200: kubectl prints its reason phrase and nothing else. */
export const connectAnswerTexts: readonly KnownText[] = [
  {
    id: 'connect-phrase',
    pattern: new RegExp(`${BEFORE}(?<phrase>${Object.keys(PHRASES).join('|')})["'\\\\.]*\\s*$`),
    says: ({ phrase = '' }) =>
      `A proxy answered the request for a tunnel (CONNECT) with ${PHRASES[phrase] ?? '?'}; these words are all that Go keeps of it.`,
    hop: 'proxy-answer',
    causes: byPhrase,
    next: NEXT,
    notes: portNotes,
    source: `${SOURCE}; kubernetes/minikube#4965, kubernetes/minikube#1884, openshift/release#75256`,
  },
  {
    id: 'connect-unknown-status',
    pattern: new RegExp(`${BEFORE}unknown status code["'\\\\.]*\\s*$`),
    says: 'A proxy answered CONNECT with a status line without a reason phrase.',
    hop: 'proxy-answer',
    causes: refused('the phrase is missing: the status stands in the answer only'),
    next: NEXT,
    source: `${SOURCE}; field-notes E7`,
  },
  {
    id: 'connect-empty',
    pattern: /^(?:error: )?Unable to connect to the server:\s*$/,
    says: 'Nothing stands after the colon: a proxy answered CONNECT with an empty reason phrase.',
    hop: 'proxy-answer',
    causes: refused('the phrase is empty: the status stands in the answer only'),
    next: NEXT,
    source: `${SOURCE}; field-notes E7`,
  },
  {
    id: 'connect-own-words',
    pattern:
      /Unable to connect to the server: (?<phrase>(?!.*\b(?:eof|x509|tls|http2?|net|dial|read|write|lookup|proxyconnect|socks|getting credentials|context|stream error|connection error|malformed|unsupported|unexpected|parse|error|failed)\b)[^:"\n]{3,200})\s*$|Unable to connect to the server: (?<policy>[^\n]{0,120}\b(?:blocked|denied|forbidden|not allowed|policy|authentication ?required)\b[^\n]{0,120})/i,
    says: ({ phrase, policy }) =>
      `No text of Go's that is known here: "${phrase ?? policy}" looks like the words in which a proxy refuses CONNECT.`,
    hop: 'proxy-answer',
    causes: [
      ['proxy-refuses-connect', 'proxies put their own words there: blocked by policy, access denied'],
      ['proxy-auth-required', 'a proxy that wants a login may word it its own way'],
      ['no-proxy-mismatch', 'the server was meant to be exempt'],
    ],
    next: NEXT,
    source: `${SOURCE}; field-notes E6`,
  },
]

function byPhrase({ phrase = '' }: Variables): readonly RankedCause[] {
  const status = PHRASES[phrase] ?? 0
  if (status === 407 || status === 401) {
    return [
      [
        'proxy-auth-required',
        'the proxy URL has no user, a wrong one, or a password with characters that are not percent-encoded',
      ],
      ['no-proxy-mismatch', 'the server was meant to be exempt'],
    ]
  }
  if (status >= 500 || status === 408) {
    return [
      ['proxy-cannot-reach-upstream', 'the proxy tried and did not get through: a private address mostly'],
      ['no-proxy-mismatch', 'a local or private server (minikube, a VPN) should not go through it at all'],
      ['proxy-refuses-connect', 'some proxies refuse with these words'],
    ]
  }
  if (status >= 300 && status < 400) {
    return [
      ['redirected-to-login', 'the proxy wants a login in the browser first'],
      ['proxy-refuses-connect', 'it sends its block page like this'],
    ]
  }
  return refused('it is the usual answer of a proxy whose rules exclude the host or the port')
}

function refused(why: string): readonly RankedCause[] {
  return [
    ['proxy-refuses-connect', why],
    ['no-proxy-mismatch', 'the server was meant to be exempt by NO_PROXY, but the entry does not match'],
    ['proxy-auth-required', 'some proxies refuse an unknown user like this'],
    ['proxy-not-needed', 'the direct way may be open'],
  ]
}

function portNotes({ port, phrase }: Variables): readonly string[] {
  if (phrase !== 'Forbidden' || port === undefined || port === '443') return []
  return [`squid allows CONNECT to port 443 only unless SSL_ports says more: ${port} is refused by default.`]
}
