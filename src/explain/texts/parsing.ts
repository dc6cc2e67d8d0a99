import { PARSE_ERRORS } from '../../go/x509/parse-failure.ts'
import type { KnownText, Variables } from '../known-text.ts'
import { diagnose, showConfig } from '../next-steps.ts'

/** Every text of the model's parser, so that none is written twice. */
const PARSER_WORDS = Object.values(PARSE_ERRORS)
  .map((text) => text.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  .sort((a, b) => b.length - a.length)
  .join('|')

/** Words of Go 1.17 and before (encoding/asn1), of Go 1.26, and of details that stand without the x509 prefix. */
const OTHER_WORDS = [
  'asn1: ',
  'parsing time "',
  'pkcs12: ',
  'P\\d+ point not on curve',
  'ecdsa: invalid uncompressed public key',
  'SAN \\w+ is malformed',
  'failed to parse ECDSA parameters',
  'policy constraints \\w+ field overflows int',
  'invalid SAN',
].join('|')

/** What Go's certificate parser says; printed with and without verification. */
export const parsingTexts: readonly KnownText[] = [
  {
    id: 'x509-negative-serial',
    pattern: /x509: negative serial number/,
    says: 'A certificate that was presented has a negative serial number, which Go refuses since 1.23.',
    hop: 'server',
    causes: [
      [
        'tls-intercepted-by-proxy',
        'inspecting proxies and home-made authorities mint such serials; API servers do not',
      ],
      ['certificate-malformed', 'an old appliance, or an authority from a script'],
    ],
    next: diagnose('the issuer of the malformed certificate, and on which paths it is presented'),
    notes: () => [
      'GODEBUG=x509negativeserial=1 accepts it (Go 1.23 and later). kubectl 1.30 and 1.31 accept it although built with Go 1.23; 1.32 does not.',
    ],
    source: 'Go crypto/x509 parser.go; caddyserver/caddy#7115',
  },
  {
    id: 'x509-authority-unparsable',
    pattern: /unable to load root certificates: failed to parse certificate: (?<detail>[^\n]{1,200})/,
    says: "The kubeconfig's authority is PEM, but no certificate that Go can parse stands inside.",
    hop: 'configuration',
    causes: [['ca-data-invalid', 'truncated, or damaged while it was copied']],
    next: showConfig('where certificate-authority comes from'),
    source: 'client-go transport.rootCertPool; kubectl-truth 8.5',
  },
  {
    id: 'tls-certificate-unparsable',
    pattern: /failed to parse certificate from server: (?<detail>[^\n]{1,300})/,
    says: ({ detail }) =>
      `The peer presented a certificate that Go cannot parse (${detail}); it was never judged, and switching verification off does not help.`,
    hop: 'server',
    causes: [
      ['tls-intercepted-by-proxy', 'a proxy or an old device that encodes certificates wrongly'],
      ['certificate-malformed', "the server's own certificate, mostly from a script or an old library"],
    ],
    next: diagnose('which certificate of the chain it is, byte for byte, and on which paths'),
    notes: (values) => parserNotes(values),
    source: 'Go crypto/tls verifyServerCertificate, crypto/x509 parser.go; kubectl-truth 4',
  },
  {
    id: 'x509-parser',
    pattern: new RegExp(`(?:x509: (?:${PARSER_WORDS})|\\b(?:${OTHER_WORDS}))(?<detail>[^\\n]{0,200})`),
    says: 'A certificate cannot be parsed. Without "from server" before it, it is one from the kubeconfig.',
    hop: 'configuration',
    causes: [
      ['client-credential-unreadable', 'client-certificate(-data) is damaged'],
      ['ca-data-invalid', 'certificate-authority(-data) is damaged'],
      ['certificate-malformed', 'a certificate that was presented, where the beginning of the text was cut off'],
    ],
    next: showConfig('which certificates the kubeconfig holds, inline or by file'),
    source: 'Go crypto/x509 parser.go; kubectl-truth 4',
  },
]

function parserNotes({ detail = '' }: Variables): readonly string[] {
  return /^asn1:|^parsing time|^pkcs12:/.test(detail)
    ? ['The words are those of Go 1.17 and before (kubectl up to 1.23); newer ones word the same defect otherwise.']
    : []
}
