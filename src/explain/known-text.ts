import type { KnownCause } from './causes/index.ts'
import type { Hop } from './hops.ts'

/** Named groups of the pattern and what else the text says (`host`, `port`, `url`), bounded and safe to print. */
export type Variables = Readonly<Record<string, string>>

/** A sentence, or one made of the values in the text. */
export type Words = string | ((values: Variables) => string)

/** A cause and why this text speaks for it; lists of them stand most likely first. */
export type RankedCause = readonly [cause: KnownCause, why: Words]

/** The one command that tells the causes apart, and what to look at in what it prints. */
export interface NextStep {
  readonly command: Words
  readonly shows: Words
}

/** One text that people paste, and what is known of it. */
export interface KnownText {
  /** Stable. */
  readonly id: string
  /** Searched anywhere in one message; named groups become variables. No leading `.*`: messages are long. */
  readonly pattern: RegExp
  readonly says: Words
  /** Who says it, where nothing around the text says otherwise. */
  readonly hop: Hop
  readonly causes: readonly RankedCause[] | ((values: Variables) => readonly RankedCause[])
  readonly next: NextStep
  /** Versions, dates and addresses. */
  readonly notes?: (values: Variables) => readonly string[]
  /** Says less than any other text in the same log: left out beside one. */
  readonly general?: true
  /** Where the text and its causes are known from. */
  readonly source: string
}

export function wordsFor(words: Words, values: Variables): string {
  return typeof words === 'string' ? words : words(values)
}
