import type { JudgedCase } from '../judged-case.ts'
import { escapeControl } from '../lib/escape.ts'
import { notApplicable, onKubectlPath } from './facts/sightings.ts'
import { chainIsAccepted, directPath } from './facts/walks.ts'
import type { Rule } from './rule.ts'

export type NoProxyMismatchFacts = {
  readonly variable: string
  readonly entry: string
  /** `NoProxyEntry.reason`. */
  readonly reason: string
  readonly wouldMatch: string | null
  readonly server: string
}

/** NO_PROXY holds an entry that looks meant for this server but does not match by Go's rules. */
export const noProxyMismatch: Rule<NoProxyMismatchFacts> = {
  id: 'no-proxy-mismatch',
  citations: [{ title: 'golang.org/x/net/http/httpproxy', ref: 'https://pkg.go.dev/golang.org/x/net/http/httpproxy' }],
  explainedBy: [],
  check: (subject) =>
    onKubectlPath(subject, directWorks(subject) ? 'error' : 'warning', (path) => {
      const proxy = subject.case.target?.proxy
      if (proxy?.decidedBy.kind !== 'variable') return notApplicable('no proxy variable decides')
      const index = proxy.noProxy.entries.findIndex((entry) => entry.looksMeant && !entry.matches)
      const entry = proxy.noProxy.entries[index]
      if (entry === undefined) return 'clear'
      const { variable } = proxy.noProxy
      const why = `${variable ?? 'NO_PROXY'} entry ${escapeControl(entry.text)} does not match ${escapeControl(path.path.server.host)}`
      return {
        facts: {
          variable: variable ?? 'NO_PROXY',
          entry: escapeControl(entry.text),
          reason: entry.reason,
          wouldMatch: entry.wouldMatch,
          server: path.path.server.host,
        },
        evidence: [{ path: null, pointer: `/target/proxy/noProxy/entries/${index}`, text: why, weight: 'proof' }],
        confidence: 'likely',
      }
    }),
}

/** Only then would a matching entry mend anything. */
function directWorks(subject: JudgedCase): boolean {
  const direct = directPath(subject)
  return direct !== null && chainIsAccepted(direct)
}
