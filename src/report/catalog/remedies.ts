import type { RemedyId } from '../../remedies/index.ts'
import type { Remedy } from '../../remedies/remedy.ts'
import { localRemedies } from './remedies-local.ts'
import { pathRemedies } from './remedies-path.ts'
import { trustRemedies } from './remedies-trust.ts'
import type { RemedyWords, RemedyWordsOf, Step } from './remedy-words.ts'

/** The prose of every kind of remedy. */
const remedyCatalog = { ...pathRemedies, ...trustRemedies, ...localRemedies } satisfies RemedyWordsOf<RemedyId>

/** `an SSH tunnel`: the remedy as a noun or clause for the summary. */
export function briefOfRemedy(remedy: Remedy): string {
  const words = remedyCatalog[remedy.id as RemedyId] as RemedyWords<Remedy['facts']>
  return words.brief?.(remedy.facts) ?? words.title(remedy.facts)
}

/** The words of a remedy. Its facts are those of its own kind: `proposeRemedies` keeps them together. */
export function wordsOfRemedy(remedy: Remedy): { readonly title: string; readonly steps: readonly Step[] } {
  const words = remedyCatalog[remedy.id as RemedyId] as RemedyWords<Remedy['facts']>
  return { title: words.title(remedy.facts), steps: words.steps(remedy.facts) }
}
