import { type ForeignFacts, foreignChainFinding } from './facts/foreign-rule.ts'
import type { Rule } from './rule.ts'

/** A chain that no trust anchor signed came through a configured proxy, and a proof says that TLS ends there. */
export const tlsInterceptedByProxy: Rule<ForeignFacts> = {
  id: 'tls-intercepted-by-proxy',
  citations: [
    { title: 'crypto/x509 Certificate.Verify', ref: 'https://pkg.go.dev/crypto/x509#Certificate.Verify' },
    { title: 'RFC 9110 section 9.3.6 (CONNECT)', ref: 'https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6' },
  ],
  explainedBy: [],
  check: (subject) =>
    foreignChainFinding(
      subject,
      'intercepted',
      ({ path }) => path.path.proxy !== null && path.path.proxy.kind !== 'ssh',
    ),
}
