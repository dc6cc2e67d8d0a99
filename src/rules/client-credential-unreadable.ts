import { type ConfigFacts, configFinding } from './facts/config-finding.ts'
import type { Rule } from './rule.ts'

/** A client certificate or key cannot be read. */
export const clientCredentialUnreadable: Rule<ConfigFacts> = {
  id: 'client-credential-unreadable',
  citations: [
    {
      title: 'Organizing cluster access using kubeconfig files',
      ref: 'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    },
    { title: 'client-go clientcmd', ref: 'https://pkg.go.dev/k8s.io/client-go/tools/clientcmd' },
  ],
  explainedBy: [],
  check: (subject) => configFinding(subject, 'client-credential-unreadable', 'error'),
}
