import { type ForeignFacts, foreignChainFinding } from './facts/foreign-rule.ts'
import type { Rule } from './rule.ts'

/** The authority has the name of the one in the kubeconfig and another key: the cluster was made anew, or its CA renewed. */
export const clusterCaRotated: Rule<ForeignFacts> = {
  id: 'cluster-ca-rotated',
  citations: [
    { title: 'crypto/x509 Certificate.Verify', ref: 'https://pkg.go.dev/crypto/x509#Certificate.Verify' },
    { title: 'client-go transport.TLSConfigFor', ref: 'https://pkg.go.dev/k8s.io/client-go/transport#TLSConfigFor' },
  ],
  explainedBy: ['tls-intercepted-by-proxy', 'tls-intercepted-transparently'],
  check: (subject) => foreignChainFinding(subject, 'same-name-other-key'),
}
