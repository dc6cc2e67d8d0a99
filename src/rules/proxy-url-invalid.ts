import { type ConfigFacts, configFinding } from './facts/config-finding.ts'
import type { Rule } from './rule.ts'

/** A proxy URL that client-go refuses, or a variable that Go cannot parse and silently ignores. */
export const proxyUrlInvalid: Rule<ConfigFacts> = {
  id: 'proxy-url-invalid',
  citations: [
    { title: 'golang.org/x/net/http/httpproxy', ref: 'https://pkg.go.dev/golang.org/x/net/http/httpproxy' },
    { title: 'client-go clientcmd', ref: 'https://pkg.go.dev/k8s.io/client-go/tools/clientcmd' },
  ],
  explainedBy: [],
  check: (subject) => {
    const refused = configFinding(subject, 'proxy-url-invalid')
    if (refused.state === 'fired') return refused
    const proxy = subject.case.target?.proxy
    if (proxy?.decidedBy.kind !== 'unparsable') return { state: 'clear' }
    const { variable } = proxy.decidedBy
    const value = proxy.variables.find((one) => one.name === variable)?.value ?? ''
    return {
      state: 'fired',
      severity: 'error',
      facts: { place: variable, message: null, values: { variable, value } },
      evidence: [
        {
          path: null,
          pointer: '/target/proxy',
          text: `${variable} does not parse, so Go goes direct`,
          weight: 'proof',
        },
      ],
      paths: subject.kubectlPath === null ? [] : [subject.kubectlPath.path.id],
      confidence: 'certain',
    }
  },
}
