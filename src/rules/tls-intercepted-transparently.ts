import { type ForeignFacts, foreignChainFinding } from './facts/foreign-rule.ts'
import type { Rule } from './rule.ts'

/** The same without a configured proxy: something on the network answers in the server's place. */
export const tlsInterceptedTransparently: Rule<ForeignFacts> = {
  id: 'tls-intercepted-transparently',
  citations: [{ title: 'crypto/x509 Certificate.Verify', ref: 'https://pkg.go.dev/crypto/x509#Certificate.Verify' }],
  explainedBy: [],
  check: (subject) =>
    foreignChainFinding(
      subject,
      'intercepted',
      ({ path }) => path.path.proxy === null || path.path.proxy.kind === 'ssh',
    ),
}
