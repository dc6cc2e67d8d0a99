import type { Rule } from './rule.ts'

export type VerifierIsPlatformFacts = { readonly platform: string }

/** The system verifies on this platform, in its own way and words: what is predicted is approximate. */
export const verifierIsPlatform: Rule<VerifierIsPlatformFacts> = {
  id: 'verifier-is-platform',
  citations: [{ title: 'crypto/x509 on macOS and Windows', ref: 'https://go.dev/doc/go1.18#crypto/x509' }],
  explainedBy: [],
  check: (subject) => {
    const { platform } = subject.case.environment
    if (subject.case.target?.trust.source !== 'system')
      return { state: 'not-applicable', reason: 'the kubeconfig pins its own trust' }
    if (platform !== 'darwin' && platform !== 'win32') return { state: 'clear' }
    return {
      state: 'fired',
      severity: 'notice',
      facts: { platform },
      evidence: [{ path: null, pointer: '/environment/platform', text: platform, weight: 'proof' }],
      paths: subject.kubectlPath === null ? [] : [subject.kubectlPath.path.id],
      confidence: 'certain',
    }
  },
}
