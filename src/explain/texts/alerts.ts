import { alertText } from '../../go/tls/alerts.ts'
import type { KnownText, RankedCause, Variables } from '../known-text.ts'
import { diagnose } from '../next-steps.ts'

/** Go's words for every alert, from the model: by words, the number (RFC 8446 section 6). */
const NUMBERS: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 256 }, (_, number) => [
    alertText(number, { echAlertNamed: true }).replace(/^tls: /, ''),
    number,
  ]),
)

/** Longest first, so that `bad certificate status response` is not read as `bad certificate`. */
const WORDS = [...NUMBERS.keys()]
  .sort((a, b) => b.length - a.length)
  .map((words) => words.replace(/[()]/g, '\\$&'))
  .join('|')

const NEXT = diagnose('at which stage the alert comes, on which paths, and whether a client certificate was asked for')
const SOURCE = 'Go crypto/tls alert.go; RFC 8446 section 6; kubectl-truth 5.3'

/** Alerts: the peer's word (`remote error`) or this side's (`local error`). */
export const alertTexts: readonly KnownText[] = [
  {
    id: 'tls-alert',
    pattern: new RegExp(`remote error: tls: (?<alert>${WORDS}|alert\\(\\d{1,3}\\))`),
    says: ({ alert = '' }) =>
      `The peer ended the handshake with the alert ${numberOf(alert)}, ${alert}: the peer said so, not kubectl.`,
    hop: 'server',
    causes: remote,
    next: NEXT,
    notes: ({ alert = '' }) =>
      ABOUT_CLIENT.includes(alert)
        ? ['This alert is about the certificate that the client sent, not about the server’s.']
        : [],
    source: SOURCE,
  },
  {
    id: 'tls-local-alert',
    pattern: /local error: tls: (?<alert>[a-zA-Z ]{1,60}|alert\(\d+\))/,
    says: ({ alert = '' }) =>
      `kubectl ended the handshake with the alert "${alert.trim()}": what the peer sent does not follow the protocol.`,
    hop: 'server',
    causes: [
      ['not-tls', 'a broken TLS library, a middlebox that changes bytes, or a home-made server'],
      ['no-common-tls-parameters', 'the peer answers with something that was not offered'],
    ],
    next: NEXT,
    notes: () => ['Go up to 1.24 says "unexpected message" where newer ones say "error decoding message".'],
    source: SOURCE,
  },
]

/** Alerts 42 to 46, 48 and 116 (RFC 8446 section 6.2): they answer the client's own certificate. */
const ABOUT_CLIENT: readonly string[] = [42, 43, 44, 45, 46, 48, 116].map((number) =>
  alertText(number, { echAlertNamed: true }).replace(/^tls: /, ''),
)

function numberOf(alert: string): string {
  return /^alert\((\d+)\)$/.exec(alert)?.[1] ?? String(NUMBERS.get(alert) ?? '?')
}

function remote({ alert = '' }: Variables): readonly RankedCause[] {
  switch (NUMBERS.get(alert)) {
    case 40:
    case 71:
      return [
        [
          'no-common-tls-parameters',
          'no cipher suite, group or signature scheme in common, or no certificate for this name',
        ],
        ['client-certificate-required', 'TLS 1.2 servers that insist on a client certificate say the same'],
        ['tls-intercepted-by-proxy', 'an inspecting proxy that cannot get through to the server'],
      ]
    case 45:
      return [
        ['client-certificate-expired', 'the peer says that the client certificate ran out'],
        ['client-certificate-rejected', "the clock of the peer, or an authority of the client's that expired"],
      ]
    case 42:
    case 43:
    case 44:
    case 46:
    case 48:
      return [
        ['client-certificate-rejected', 'the peer does not accept the client certificate: another authority mostly'],
        ['client-certificate-expired', 'some peers word an expired one like this'],
        ['client-certificate-required', 'some peers answer an empty certificate like this'],
      ]
    case 116:
      return [
        [
          'client-certificate-required',
          'nothing was sent: the kubeconfig has none, or it was lost on an intercepted path',
        ],
        ['client-certificate-rejected', 'the wrong one was sent'],
      ]
    case 70:
      return [
        ['tls-version-too-old', 'the peer speaks TLS 1.0 or 1.1 only; kubectl needs 1.2'],
        ['no-common-tls-parameters', 'the peer wants TLS 1.3 and something on the way lowers it'],
      ]
    case 112:
      return [
        ['no-common-tls-parameters', 'a router by server name (SNI) knows no such name'],
        ['server-name-not-in-certificate', 'tls-server-name is wrong: it is sent as SNI too'],
        ['server-sent-alert', 'the ingress or the load balancer has no backend for it'],
      ]
    case 120:
      return [
        ['no-common-tls-parameters', 'the peer speaks neither h2 nor http/1.1: it is no web server'],
        ['http2-broken', 'a gateway that insists on a protocol of its own'],
      ]
    case 49:
      return [
        ['server-sent-alert', 'an access rule of the peer: a firewall, a mutual TLS gateway'],
        ['client-certificate-rejected', 'a valid client certificate without the right'],
      ]
    default:
      return [
        ['server-sent-alert', "the peer's log says why"],
        ['no-common-tls-parameters', 'something in the ClientHello of Go is not to its liking'],
        ['tls-intercepted-by-proxy', 'an inspecting proxy that fails on its other side'],
      ]
  }
}
