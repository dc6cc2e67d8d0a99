import { type ConfigFacts, configFinding } from './facts/config-finding.ts'
import type { Rule } from './rule.ts'

/** Verification is switched off and an authority is given; client-go refuses both together. */
export const insecureWithCa: Rule<ConfigFacts> = {
  id: 'insecure-with-ca',
  citations: [
    {
      title: 'Organizing cluster access using kubeconfig files',
      ref: 'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    },
    { title: 'client-go clientcmd', ref: 'https://pkg.go.dev/k8s.io/client-go/tools/clientcmd' },
  ],
  explainedBy: [],
  check: (subject) => configFinding(subject, 'insecure-with-ca', 'error'),
}
