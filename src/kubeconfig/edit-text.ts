import { changesOnly } from './edit-check.ts'
import { type EntrySection, entryInText } from './edit-entry.ts'
import { withKey, withoutKey } from './edit-splice.ts'

/** Keys of one entry that get a value, and keys that go. */
export interface EntryChange {
  readonly section: EntrySection
  readonly name: string
  readonly set: Readonly<Record<string, string>>
  readonly unset: readonly string[]
}

export type EditedText =
  | {
      readonly kind: 'edited'
      readonly text: string
      /** The entry alone, before and after, with its indentation: what a diff may show without showing anything else. */
      readonly before: string
      readonly after: string
      /** 1-based line on which the entry starts. */
      readonly line: number
    }
  | { readonly kind: 'unchanged' }
  /** `problem`: a clause for people. */
  | { readonly kind: 'refused'; readonly problem: string }

/**
 * Changes one entry and not a character besides: comments, order, quotes, indentation, line ends and whatever is unknown
 * stay, because only the spans of the changed keys are cut and filled. The result is then read again as client-go would
 * and refused unless it says exactly what was meant (anchors, merge keys and the like reach further than one entry).
 */
export function editKubeconfigText(text: string, change: EntryChange): EditedText {
  if (WEAKENS in change.set) return { kind: 'refused', problem: 'verification is not switched off by this command' }
  const before = entryInText(text, change.section, change.name)
  if (before === null) return { kind: 'refused', problem: `there is no entry ${change.name} that stands by itself` }
  const edited = applied(text, change)
  if (edited === text) return { kind: 'unchanged' }
  const after = edited === null ? null : entryInText(edited, change.section, change.name)
  if (edited === null || after === null || !changesOnly(text, edited, change)) {
    return { kind: 'refused', problem: 'this file is written in a way that cannot be changed safely' }
  }
  return {
    kind: 'edited',
    text: edited,
    before: excerpt(text, before),
    after: excerpt(edited, after),
    line: text.slice(0, before.start).split('\n').length,
  }
}

const WEAKENS = 'insecure-skip-tls-verify'

/** One key after the other, each found anew, so that no offset is ever stale. */
function applied(text: string, change: EntryChange): string | null {
  let edited: string | null = text
  for (const key of change.unset) edited = edited === null ? null : withoutKey(edited, change, key)
  for (const [key, value] of Object.entries(change.set)) {
    edited = edited === null ? null : withKey(edited, change, key, value)
  }
  return edited
}

function excerpt(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const lead = text.slice(lineStart, start)
  return ((/^[\s-]*$/.test(lead) ? lead : '') + text.slice(start, end)).trimEnd()
}
