import { escapeControl } from '../lib/escape.ts'
import type { ProxyChoice, ProxyVariable } from '../target/proxy-choice.ts'
import { notApplicable, onKubectlPath } from './facts/sightings.ts'
import { kubectlFails } from './facts/walks.ts'
import type { Rule } from './rule.ts'

export type ProxyVariableIgnoredFacts = {
  readonly variables: readonly { readonly name: string; readonly value: string; readonly reason: string }[]
  readonly usesProxy: boolean
}

/**
 * A proxy variable that kubectl does not read for this server holds another way than the one taken: another tool's, another
 * scheme's, or a shadowed spelling. The same value under several names is what every organisation sets, and no finding.
 */
export const proxyVariableIgnored: Rule<ProxyVariableIgnoredFacts> = {
  id: 'proxy-variable-ignored',
  citations: [{ title: 'golang.org/x/net/http/httpproxy', ref: 'https://pkg.go.dev/golang.org/x/net/http/httpproxy' }],
  explainedBy: [],
  check: (subject) =>
    onKubectlPath(subject, kubectlFails(subject) ? 'warning' : 'notice', (path) => {
      const proxy = subject.case.target?.proxy
      if (proxy === undefined || proxy.variables.length === 0) return notApplicable('no proxy variable is set')
      const { kind } = proxy.decidedBy
      if (kind === 'proxy-url') return notApplicable("the kubeconfig's proxy-url decides")
      if (kind === 'no-proxy' || kind === 'loopback') return notApplicable('the server is exempt from every proxy')
      const ignored = proxy.variables.filter((one) => leadsElsewhere(one, proxy))
      const [first] = ignored
      if (first === undefined) return 'clear'
      const variables = ignored.map(({ name, value, reason }) => ({ name, value: escapeControl(value), reason }))
      const index = proxy.variables.indexOf(first)
      return {
        facts: { variables, usesProxy: path.path.proxy !== null },
        evidence: [
          {
            path: null,
            pointer: `/target/proxy/variables/${index}`,
            text: `${first.name}: ${first.reason}`,
            weight: 'proof',
          },
        ],
      }
    }),
}

/** `http://proxy:8080` and `proxy:8080` are the same proxy. */
function leadsElsewhere({ status, endpoint }: ProxyVariable, { proxy: taken }: ProxyChoice): boolean {
  if ((status !== 'ignored' && status !== 'shadowed') || endpoint === null) return false
  return endpoint.kind !== taken?.kind || endpoint.host !== taken.host || endpoint.port !== taken.port
}
