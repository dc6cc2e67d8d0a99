import { type ConfigFacts, configFinding } from './facts/config-finding.ts'
import type { Rule } from './rule.ts'

/** The user has no credentials, so kubectl asks for a user name on the terminal. */
export const credentialsMissing: Rule<ConfigFacts> = {
  id: 'credentials-missing',
  citations: [
    {
      title: 'Organizing cluster access using kubeconfig files',
      ref: 'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    },
  ],
  explainedBy: ['user-missing', 'kubeconfig-missing'],
  check: (subject) => configFinding(subject, 'credentials-missing', 'error'),
}
