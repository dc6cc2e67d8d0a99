import { assertNever } from '../../lib/exhaustive.ts'
import type { ComparisonFacts, Difference } from '../comparison-facts.ts'

export interface ComparisonWords {
  readonly title: string
  readonly explanation: string
}

/** The prose of what `compare` finds. */
export function comparisonWordsOf(found: ComparisonFacts): ComparisonWords {
  switch (found.id) {
    case 'baseline-healthy': {
      const { baseline, atServer, message } = found.facts
      const failure = message === null ? '' : ` Here kubectl prints: ${message}`
      return atServer
        ? {
            title: `the API server presents its certificate on its own machine (${baseline}), and ${found.vantage} fails`,
            explanation: `What fails lies between the two machines, or in the kubeconfig here.${failure}`,
          }
        : {
            title: `kubectl works at ${baseline} and fails at ${found.vantage}`,
            explanation: `The server is up: what fails is the way from here, or what differs below.${failure}`,
          }
    }
    case 'baseline-differs':
      return differenceWords(found.facts, found.vantage)
    case 'paths-disagree':
      return {
        title: `at ${found.vantage} different paths show certificates of different issuers`,
        explanation: found.facts.leaves
          .map(({ from, subject, issuer }) => `${from}: ${subject} of ${issuer}`)
          .join('; '),
      }
    default:
      return assertNever(found)
  }
}

function differenceWords(facts: Difference, vantage: string): ComparisonWords {
  const both = `There: ${sayOf(facts.baseline)}. Here: ${sayOf(facts.here)}.`
  switch (facts.what) {
    case 'certificate':
      return facts.sameIssuer
        ? {
            title: `${vantage} is shown another certificate of the same issuer`,
            explanation: `${both} API servers of one control plane may each have their own.`,
          }
        : {
            title: `${vantage} is shown the certificate of another issuer`,
            explanation: `${both} Either something on the way from here ends TLS, or the two machines reach different servers.`,
          }
    case 'message':
      return { title: `kubectl prints something else at ${vantage}`, explanation: both }
    case 'server':
      return { title: `${vantage} talks to another server address`, explanation: both }
    case 'trust':
      return { title: `${vantage} trusts other authorities`, explanation: both }
    case 'kubectl':
      return {
        title: `${vantage} has another kubectl`,
        explanation: `${both} Wording and strictness follow the release.`,
      }
    default:
      return assertNever(facts)
  }
}

type Side = Difference['baseline']

function sayOf(side: Side): string {
  if (side === null) return 'no error'
  if (typeof side === 'string') return side
  if ('sha256' in side) return `${side.subject} of ${side.issuer} (${side.sha256.slice(0, 16)}, ${side.from})`
  return side.length === 0 ? 'none' : side.map((sha256) => sha256.slice(0, 16)).join(', ')
}
