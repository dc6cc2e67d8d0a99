import { type ConfigFacts, configFinding } from './facts/config-finding.ts'
import type { Rule } from './rule.ts'

/** The server URL is http://: authority, client certificate and token are all ignored. */
export const serverSchemeHttp: Rule<ConfigFacts> = {
  id: 'server-scheme-http',
  citations: [
    {
      title: 'Organizing cluster access using kubeconfig files',
      ref: 'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    },
    { title: 'client-go clientcmd', ref: 'https://pkg.go.dev/k8s.io/client-go/tools/clientcmd' },
  ],
  explainedBy: ['server-scheme-missing'],
  check: (subject) => configFinding(subject, 'server-scheme-http'),
}
