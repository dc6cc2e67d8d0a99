import { type ConfigFacts, configFinding } from './facts/config-finding.ts'
import type { Rule } from './rule.ts'

/** The user has more than one way to authenticate; client-go allows one. */
export const authenticationMethodsConflict: Rule<ConfigFacts> = {
  id: 'authentication-methods-conflict',
  citations: [
    {
      title: 'Organizing cluster access using kubeconfig files',
      ref: 'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    },
    { title: 'client-go clientcmd', ref: 'https://pkg.go.dev/k8s.io/client-go/tools/clientcmd' },
  ],
  explainedBy: [],
  check: (subject) => configFinding(subject, 'authentication-methods-conflict', 'error'),
}
