import type { KnownText, RankedCause, Variables } from '../known-text.ts'
import { diagnose } from '../next-steps.ts'

const NEXT = diagnose('the first bytes that the peer sends, on every path')

/** The peer answered the ClientHello with something that is no TLS. */
export const firstByteTexts: readonly KnownText[] = [
  {
    id: 'http-response-to-https',
    pattern: /server gave HTTP response to HTTPS client/,
    says: 'kubectl spoke TLS and got an HTTP answer in the clear.',
    hop: 'server',
    causes: [
      ['plain-http-port', 'the port or the scheme in the server line is wrong (8080, 8001, a dashboard, a web server)'],
      ['proxy-cannot-reach-upstream', 'inside a tunnel: the proxy sends its error page in the clear after 200'],
      ['captive-portal', 'a portal answers on every port'],
    ],
    next: {
      command: 'kubectl tlsdoctor',
      shows: 'the answer itself, which kubectl drops: whose page it is, and on which paths',
    },
    source: 'Go net/http (tls.RecordHeaderError); rancher/rancher#6800, helm/helm#3132',
  },
  {
    id: 'tls-not-tls',
    pattern: /tls: first record does not look like a TLS handshake/,
    says: 'kubectl spoke TLS and got bytes that are neither TLS nor HTTP.',
    hop: 'server',
    causes: [
      ['plain-http-port', 'a page without a status line, or an HTTP server behind an https:// proxy'],
      ['not-tls', 'SSH, mail, a database or a PROXY protocol line on that port'],
      ['captive-portal', 'a middlebox answers in a protocol of its own'],
    ],
    next: NEXT,
    source: 'Go crypto/tls RecordHeaderError',
  },
  {
    id: 'tls-oversized-record',
    pattern: /tls: oversized record received with length (?<length>\d+)/,
    says: ({ length = '' }) =>
      `The two bytes where TLS has the length of a record read ${length}${asText(length)}: that is no TLS record.`,
    hop: 'server',
    causes: oversized,
    next: NEXT,
    source: 'Go crypto/tls readRecord; kubernetes/kubernetes#15839',
  },
  {
    id: 'tls-sslv2',
    pattern: /tls: unsupported SSLv2 handshake received/,
    says: 'The first byte of the answer is 0x80, which Go takes for SSL 2.',
    hop: 'server',
    causes: [
      ['not-tls', 'another binary protocol on that port'],
      ['tls-version-too-old', 'something very old'],
    ],
    next: NEXT,
    source: 'Go crypto/tls readRecord',
  },
  {
    id: 'tls-record-version',
    pattern: /tls: received record with version (?<version>[0-9a-f]+) when expecting version (?<expected>[0-9a-f]+)/,
    says: 'A record of another TLS version came in the middle of the handshake.',
    hop: 'server',
    causes: [
      ['not-tls', 'a middlebox that mixes two connections, or a broken TLS library'],
      ['tls-version-too-old', 'a peer that changes its mind about the version'],
    ],
    next: NEXT,
    source: 'Go crypto/tls readRecord',
  },
]

function oversized({ length = '' }: Variables): readonly RankedCause[] {
  const http: RankedCause = ['plain-http-port', 'text where TLS was expected: 20527 are the letters "P/" of "HTTP/"']
  const other: RankedCause = ['not-tls', 'another protocol on that port']
  return asText(length) === '' ? [other, http] : [http, other]
}

/** ` (the letters "P/")` where both bytes are printable. */
function asText(length: string): string {
  const letters = String.fromCharCode(Number(length) >> 8, Number(length) & 0xff)
  return /^[ -~]{2}$/.test(letters) ? ` (the letters ${JSON.stringify(letters)})` : ''
}
