import { type ConfigFacts, configFinding } from './facts/config-finding.ts'
import type { Rule } from './rule.ts'

/** The server URL cannot be used. */
export const serverUrlInvalid: Rule<ConfigFacts> = {
  id: 'server-url-invalid',
  citations: [
    {
      title: 'Organizing cluster access using kubeconfig files',
      ref: 'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    },
    { title: 'client-go clientcmd', ref: 'https://pkg.go.dev/k8s.io/client-go/tools/clientcmd' },
  ],
  explainedBy: [],
  check: (subject) => configFinding(subject, 'server-url-invalid', 'error'),
}
