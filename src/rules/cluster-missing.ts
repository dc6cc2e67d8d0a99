import { type ConfigFacts, configFinding } from './facts/config-finding.ts'
import type { Rule } from './rule.ts'

/** The context names a cluster that does not exist. */
export const clusterMissing: Rule<ConfigFacts> = {
  id: 'cluster-missing',
  citations: [
    {
      title: 'Organizing cluster access using kubeconfig files',
      ref: 'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    },
    { title: 'client-go clientcmd', ref: 'https://pkg.go.dev/k8s.io/client-go/tools/clientcmd' },
  ],
  explainedBy: ['context-missing'],
  check: (subject) => configFinding(subject, 'cluster-missing', 'error'),
}
