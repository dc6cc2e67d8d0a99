import { escapeControl } from '../lib/escape.ts'
import type { ProxyVariable } from '../target/proxy-choice.ts'
import { notApplicable, onKubectlPath } from './facts/sightings.ts'
import { kubectlFails } from './facts/walks.ts'
import type { Rule } from './rule.ts'

export type ProxyVariableIgnoredFacts = {
  readonly variables: readonly { readonly name: string; readonly value: string; readonly reason: string }[]
  readonly usesProxy: boolean
}

/** A proxy variable is set that kubectl does not read for this server: another tool's, another scheme's, or a shadowed spelling. */
export const proxyVariableIgnored: Rule<ProxyVariableIgnoredFacts> = {
  id: 'proxy-variable-ignored',
  citations: [{ title: 'golang.org/x/net/http/httpproxy', ref: 'https://pkg.go.dev/golang.org/x/net/http/httpproxy' }],
  explainedBy: [],
  check: (subject) =>
    onKubectlPath(subject, kubectlFails(subject) ? 'warning' : 'notice', (path) => {
      const proxy = subject.case.target?.proxy
      if (proxy === undefined || proxy.variables.length === 0) return notApplicable('no proxy variable is set')
      const ignored = proxy.variables.filter((one) => one.status === 'ignored' || isShadowed(one, proxy.variables))
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

/** A second spelling of the same value changes nothing and is not worth a word. */
function isShadowed(one: ProxyVariable, all: readonly ProxyVariable[]): boolean {
  const winner = all.find((other) => other.status === 'won')
  return one.status === 'shadowed' && winner !== undefined && winner.value !== one.value
}
