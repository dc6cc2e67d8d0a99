import { placeOf } from './facts/config-finding.ts'
import type { Rule } from './rule.ts'

export type VerificationDisabledFacts = { readonly place: string | null }

/** Verification is switched off: whoever answers gets whatever is sent. */
export const verificationDisabled: Rule<VerificationDisabledFacts> = {
  id: 'verification-disabled',
  citations: [
    { title: 'client-go transport.TLSConfigFor', ref: 'https://pkg.go.dev/k8s.io/client-go/transport#TLSConfigFor' },
  ],
  explainedBy: ['insecure-with-ca'],
  check: (subject) => {
    const target = subject.case.target
    if (target === null) return { state: 'not-applicable', reason: 'there is no target' }
    if (target.trust.source !== 'insecure') return { state: 'clear' }
    const place = placeOf(target.origins.insecure ?? null)
    return {
      state: 'fired',
      severity: 'warning',
      facts: { place },
      evidence: [
        {
          path: null,
          pointer: '/target/trust',
          text: `insecure-skip-tls-verify${place === null ? '' : ` at ${place}`}`,
          weight: 'proof',
        },
      ],
      paths: subject.kubectlPath === null ? [] : [subject.kubectlPath.path.id],
      confidence: 'certain',
    }
  },
}
