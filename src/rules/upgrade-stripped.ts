import { escapeControl } from '../lib/escape.ts'
import { hostPort } from '../lib/host-port.ts'
import { blocked, notApplicable, onEveryPath } from './facts/sightings.ts'
import { seenBesideWalks } from './facts/walks.ts'
import type { Rule } from './rule.ts'

export type UpgradeStrippedFacts = {
  readonly server: string
  /** Programs on the way that name themselves (Via, Server); empty: none does. */
  readonly named: readonly string[]
}

/**
 * An API server answers a watch as a WebSocket where it is asked to (101). An ordinary answer means that the question was
 * lost on the way, and with it every exec, attach, cp and port-forward.
 */
export const upgradeStripped: Rule<UpgradeStrippedFacts> = {
  id: 'upgrade-stripped',
  citations: [
    { title: 'RFC 9110 section 7.8', ref: 'https://www.rfc-editor.org/rfc/rfc9110#section-7.8' },
    {
      title: 'Kubernetes: transition from SPDY to WebSockets',
      ref: 'https://kubernetes.io/blog/2024/08/20/websockets-transition/',
    },
  ],
  explainedBy: [],
  check: (subject) =>
    onEveryPath(subject, 'warning', (path) => {
      const exchange = path.transcript?.upgrade
      if (exchange === undefined) return notApplicable('no upgrade was asked for')
      if (exchange.status === 101) return 'clear'
      if (exchange.status !== 200) return blocked('the answer does not tell whether the upgrade got through')
      const text = 'WebSocket was asked for, and answered with 200 instead of 101'
      return {
        facts: { server: hostPort(path.path.server), named: exchange.headers.flatMap(programOf) },
        evidence: [seenBesideWalks(subject, path, 'upgrade', text, 'supports')],
        confidence: 'likely',
      }
    }),
}

function programOf([name, value]: readonly [string, string]): readonly string[] {
  return ['via', 'server', 'x-served-by'].includes(name.toLowerCase()) ? [escapeControl(`${name}: ${value}`)] : []
}
