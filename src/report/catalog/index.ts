import type { RuleId } from '../../rules/index.ts'
import type { Facts, FiredFinding } from '../../rules/rule.ts'
import { certificateWords } from './certificate.ts'
import { clientWords } from './client.ts'
import { comparisonWords } from './comparison.ts'
import { connectionWords } from './connection.ts'
import { interceptionWords } from './interception.ts'
import { kubeconfigWords } from './kubeconfig.ts'
import { proxyWords } from './proxy.ts'
import type { Actor, Words, WordsOf } from './words.ts'

/** The prose of every finding; the type checker names the one without words. */
const catalog = {
  ...interceptionWords,
  ...proxyWords,
  ...certificateWords,
  ...connectionWords,
  ...clientWords,
  ...kubeconfigWords,
  ...comparisonWords,
} satisfies WordsOf<RuleId>

/** The words of a finding that fired. Its facts are those of its own rule: `runRules` keeps them together. */
export function wordsOf(finding: FiredFinding): {
  readonly title: string
  readonly explanation: string
  readonly actor: Actor
} {
  const { facts } = finding
  const { title, explanation, actor } = catalog[finding.id as RuleId] as Words<Facts>
  return {
    title: title(facts),
    explanation: explanation(facts),
    actor: typeof actor === 'function' ? actor(facts) : actor,
  }
}
