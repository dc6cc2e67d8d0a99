import { type ForeignFacts, foreignChainFinding } from './facts/foreign-rule.ts'
import type { Rule } from './rule.ts'

/** What answers presents a certificate that it signed itself and that the kubeconfig does not hold. */
export const selfSignedServer: Rule<ForeignFacts> = {
  id: 'self-signed-server',
  citations: [
    { title: 'crypto/x509 Certificate.Verify', ref: 'https://pkg.go.dev/crypto/x509#Certificate.Verify' },
    { title: 'client-go transport.TLSConfigFor', ref: 'https://pkg.go.dev/k8s.io/client-go/transport#TLSConfigFor' },
  ],
  explainedBy: ['tls-intercepted-by-proxy', 'tls-intercepted-transparently'],
  check: (subject) => foreignChainFinding(subject, 'self-signed'),
}
