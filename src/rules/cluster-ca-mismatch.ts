import { type ForeignFacts, foreignChainFinding } from './facts/foreign-rule.ts'
import type { Rule } from './rule.ts'

/** A real API server, or a front with a public certificate, whose authority is not the one that the kubeconfig pins. */
export const clusterCaMismatch: Rule<ForeignFacts> = {
  id: 'cluster-ca-mismatch',
  citations: [
    { title: 'crypto/x509 Certificate.Verify', ref: 'https://pkg.go.dev/crypto/x509#Certificate.Verify' },
    { title: 'client-go transport.TLSConfigFor', ref: 'https://pkg.go.dev/k8s.io/client-go/transport#TLSConfigFor' },
  ],
  explainedBy: ['tls-intercepted-by-proxy', 'tls-intercepted-transparently'],
  check: (subject) => foreignChainFinding(subject, 'other-authority'),
}
