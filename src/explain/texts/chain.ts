import type { KnownText } from '../known-text.ts'
import { diagnose } from '../next-steps.ts'

const NEXT = diagnose('each authority of the chain with its constraints and usages, and which one Go refuses')
const SOURCE = 'Go crypto/x509 CertificateInvalidError; kubectl-truth 3.2'

/** What crypto/x509 says of what the certificates of a chain may do. */
export const chainTexts: readonly KnownText[] = [
  {
    id: 'x509-incompatible-usage',
    pattern: /certificate specifies an incompatible key usage/,
    says: 'No chain allows the certificate to be used for what it was presented for.',
    hop: 'server',
    causes: [
      ['wrong-key-usage', 'a client certificate on a server, or a server certificate for a client'],
      ['authority-may-not-sign', 'an extended key usage on an authority that leaves serverAuth out'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'x509-name-not-authorized',
    pattern:
      /a root or intermediate certificate is not authorized to sign for (?:this name: (?<detail>[^\n]{1,300}?)|an extended key usage: (?<usage>[^\n]{1,200}?))["\\]*$|issuer has name constraints but leaf contains unknown or unconstrained name/,
    says: ({ detail }) =>
      `An authority of the chain is limited by constraints, and the certificate is outside of them${detail === undefined ? '' : `: ${detail}`}.`,
    hop: 'server',
    causes: [
      ['authority-may-not-sign', 'a name-constrained corporate authority signs for a cluster outside of its names'],
      ['tls-intercepted-by-proxy', 'an inspecting proxy with a constrained authority mints for any name'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'x509-unconstrained-name',
    pattern: /x509: cannot parse (?<kind>dnsName|rfc822Name|URI host) (?<name>[^\n]{1,200})/,
    says: ({ kind, name }) =>
      `An authority has name constraints, and the ${kind} ${name} of a certificate below it cannot be read to compare.`,
    hop: 'server',
    causes: [
      ['authority-may-not-sign', 'constraints and a malformed name in one chain'],
      ['certificate-malformed', 'the name has blanks, a leading dot or is empty'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'x509-not-authorized-to-sign',
    pattern: /certificate is not authorized to sign other certificates/,
    says: 'A certificate was used to sign another and is no authority.',
    hop: 'server',
    causes: [
      ['authority-may-not-sign', 'no CA by basic constraints, or an intermediate of X.509 version 1'],
      ['ca-data-invalid', 'the server certificate itself was put into certificate-authority-data'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'x509-too-many-intermediates',
    pattern: /too many intermediates for path length constraint/,
    says: 'An authority allows fewer authorities below it than the chain has.',
    hop: 'server',
    causes: [['authority-may-not-sign', 'the path length of an authority, often 0']],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'x509-no-valid-chains',
    pattern: /no valid chains built(?:: (?<detail>[^"\\\n]{1,200}))?/,
    says: 'Chains were found and none of them is valid for policies, usages or constraints.',
    hop: 'server',
    causes: [
      ['certificate-policy', 'Go checks certificate policies since 1.24 (kubectl 1.33)'],
      ['authority-may-not-sign', 'usages or constraints of an authority'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'x509-critical-extension',
    pattern: /unhandled critical extension/,
    says: 'A certificate of the chain marks an extension as critical that Go does not know; Go must refuse it then.',
    hop: 'server',
    causes: [
      ['unhandled-critical-extension', 'leaf, intermediate or root: the text does not say which'],
      ['certificate-policy', 'Go up to 1.23 does not know policyConstraints and inhibitAnyPolicy'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'x509-search-limit',
    pattern: /signature check attempts limit reached while verifying certificate chain|x509: unknown error/,
    says: 'The chain has so many candidates or constraints that Go stops looking.',
    hop: 'server',
    causes: [
      ['cluster-ca-mismatch', 'a very large bundle of authorities of the same name'],
      ['authority-may-not-sign', 'an authority with a very long list of constraints'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'x509-issuer-mismatch',
    pattern: /issuer (?:name )?does not match subject from issuing certificate/,
    says: 'The names of issuer and authority differ.',
    hop: 'server',
    causes: [['certificate-malformed', 'a chain that was put together from different sources']],
    next: NEXT,
    source: SOURCE,
  },
]
