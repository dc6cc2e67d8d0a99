import type { MutatorName } from './mutate/index.ts'

/** One parser, or a chain of them, that must hold whatever it is given. */
export interface FuzzTarget {
  /** Beginnings of paths below `src/`: an input that reaches a block there for the first time is kept and built upon. */
  readonly covers: readonly string[]
  readonly mutator: MutatorName
  /** Texts that mean something to the parser. */
  readonly words: readonly string[]
  /** Sound inputs to begin with, the same in every run. */
  readonly seeds: () => readonly (Uint8Array | string)[]
  /** Parts that make a long input, each by itself many times: what takes its square is found by no short one. */
  readonly long?: readonly string[]
  /** Longest input that is tried. Default 8 KiB. */
  readonly maxBytes?: number
  /** How often `npm test` runs it. */
  readonly executions: number
  /**
   * Throws where the parser breaks its contract: an exception that it does not name, or a result that cannot be. What it
   * refuses in its own words is no failure.
   */
  readonly run: (input: Uint8Array) => void | Promise<void>
}
