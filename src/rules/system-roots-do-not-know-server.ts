import { type ForeignFacts, foreignChainFinding } from './facts/foreign-rule.ts'
import type { Rule } from './rule.ts'

/** The kubeconfig names no authority, and the system's roots do not know the server's. */
export const systemRootsDoNotKnowServer: Rule<ForeignFacts> = {
  id: 'system-roots-do-not-know-server',
  citations: [
    { title: 'crypto/x509 Certificate.Verify', ref: 'https://pkg.go.dev/crypto/x509#Certificate.Verify' },
    { title: 'client-go transport.TLSConfigFor', ref: 'https://pkg.go.dev/k8s.io/client-go/transport#TLSConfigFor' },
  ],
  explainedBy: ['tls-intercepted-by-proxy', 'tls-intercepted-transparently'],
  check: (subject) => foreignChainFinding(subject, 'unknown-to-system'),
}
