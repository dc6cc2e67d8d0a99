import { type ForeignFacts, foreignChainFinding } from './facts/foreign-rule.ts'
import type { Rule } from './rule.ts'

/** The chain stops below an authority that nobody sent: the server leaves out its intermediate. */
export const intermediateMissing: Rule<ForeignFacts> = {
  id: 'intermediate-missing',
  citations: [
    { title: 'crypto/x509 Certificate.Verify', ref: 'https://pkg.go.dev/crypto/x509#Certificate.Verify' },
    { title: 'RFC 5246 section 7.4.2', ref: 'https://www.rfc-editor.org/rfc/rfc5246#section-7.4.2' },
  ],
  explainedBy: ['tls-intercepted-by-proxy', 'tls-intercepted-transparently'],
  check: (subject) => foreignChainFinding(subject, 'intermediate-missing'),
}
