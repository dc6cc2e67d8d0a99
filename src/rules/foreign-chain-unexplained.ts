import { type ForeignFacts, foreignChainFinding } from './facts/foreign-rule.ts'
import type { Rule } from './rule.ts'

/** A foreign chain, and neither a proof of interception nor facts that name another cause. Never said to be intercepted. */
export const foreignChainUnexplained: Rule<ForeignFacts> = {
  id: 'foreign-chain-unexplained',
  citations: [{ title: 'crypto/x509 Certificate.Verify', ref: 'https://pkg.go.dev/crypto/x509#Certificate.Verify' }],
  explainedBy: [],
  check: (subject) => foreignChainFinding(subject, 'unexplained'),
}
