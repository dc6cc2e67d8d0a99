import type { RemedyId } from '../../remedies/index.ts'
import type { Remedy } from '../../remedies/remedy.ts'
import type { FiredFinding } from '../../rules/rule.ts'
import { wordsOf } from './index.ts'
import { localRemedies } from './remedies-local.ts'
import { pathRemedies } from './remedies-path.ts'
import { trustRemedies } from './remedies-trust.ts'
import type { Mended, RemedyWords, RemedyWordsOf, Step } from './remedy-words.ts'

/** The prose of every kind of remedy. */
const remedyCatalog = { ...pathRemedies, ...trustRemedies, ...localRemedies } satisfies RemedyWordsOf<RemedyId>

/** `an SSH tunnel`: the remedy as a noun or clause for the summary. */
export function briefOfRemedy(remedy: Remedy, findings: readonly FiredFinding[]): string {
  const words = remedyCatalog[remedy.id as RemedyId] as RemedyWords<Remedy['facts']>
  return words.brief?.(remedy.facts) ?? words.title(remedy.facts, mendedBy(remedy, findings))
}

/** The words of a remedy. Its facts are those of its own kind: `proposeRemedies` keeps them together. */
export function wordsOfRemedy(
  remedy: Remedy,
  findings: readonly FiredFinding[],
): { readonly title: string; readonly steps: readonly Step[] } {
  const words = remedyCatalog[remedy.id as RemedyId] as RemedyWords<Remedy['facts']>
  const mended = mendedBy(remedy, findings)
  return { title: words.title(remedy.facts, mended), steps: words.steps(remedy.facts, mended) }
}

/** Of causes and symptoms only the causes are told, where both are mended. */
function mendedBy({ fixes }: Remedy, findings: readonly FiredFinding[]): Mended {
  const all = findings.filter(({ id }) => fixes.includes(id))
  const causes = all.filter(({ explainedBy }) => explainedBy === null || !fixes.includes(explainedBy))
  return { fixes, seen: causes.map((finding) => wordsOf(finding).title).join('; ') }
}
