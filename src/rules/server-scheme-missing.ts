import { type ConfigFacts, configFinding } from './facts/config-finding.ts'
import type { Rule } from './rule.ts'

/** The server URL has no scheme: client-go takes http:// and drops TLS settings and credentials. */
export const serverSchemeMissing: Rule<ConfigFacts> = {
  id: 'server-scheme-missing',
  citations: [
    {
      title: 'Organizing cluster access using kubeconfig files',
      ref: 'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    },
    { title: 'client-go clientcmd', ref: 'https://pkg.go.dev/k8s.io/client-go/tools/clientcmd' },
  ],
  explainedBy: [],
  check: (subject) => configFinding(subject, 'server-scheme-missing', 'error'),
}
