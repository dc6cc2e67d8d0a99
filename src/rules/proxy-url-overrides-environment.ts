import { placeOf } from './facts/config-finding.ts'
import { notApplicable, onKubectlPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

export type ProxyUrlOverridesEnvironmentFacts = {
  readonly proxy: string
  readonly place: string | null
  readonly variables: readonly string[]
  readonly noProxy: string | null
}

/** The kubeconfig's proxy-url beats the environment: neither NO_PROXY nor the loopback exemption applies. */
export const proxyUrlOverridesEnvironment: Rule<ProxyUrlOverridesEnvironmentFacts> = {
  id: 'proxy-url-overrides-environment',
  citations: [{ title: 'client-go clientcmd', ref: 'https://pkg.go.dev/k8s.io/client-go/tools/clientcmd' }],
  explainedBy: [],
  check: (subject) =>
    onKubectlPath(subject, 'notice', (path) => {
      const proxy = subject.case.target?.proxy
      if (proxy?.decidedBy.kind !== 'proxy-url') return notApplicable('the kubeconfig sets no proxy-url')
      const overridden = proxy.variables.filter((one) => one.status === 'overridden')
      if (overridden.length === 0 && proxy.noProxy.variable === null) return 'clear'
      const place = placeOf(proxy.decidedBy.at)
      return {
        facts: {
          proxy: path.path.proxy?.url ?? '',
          place,
          variables: overridden.map((one) => one.name),
          noProxy: proxy.noProxy.variable,
        },
        evidence: [
          {
            path: null,
            pointer: '/target/proxy/decidedBy',
            text: `proxy-url${place === null ? '' : ` at ${place}`} decides`,
            weight: 'proof',
          },
        ],
      }
    }),
}
