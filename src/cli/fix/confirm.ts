import { type Look, lookOf } from '../terminal.ts'
import type { World } from '../world.ts'

export type Confirmation =
  | 'yes'
  | 'no'
  /** There is nobody to ask, and nobody said `--yes`. */
  | 'nobody-to-ask'

/** Asks before something is written. Only a plain yes is one. */
export async function confirm(question: string, yes: boolean, world: World): Promise<Confirmation> {
  if (yes) return 'yes'
  if (!world.stdinIsTty || world.ask === undefined) return 'nobody-to-ask'
  const answer = await world.ask(`${question} [y/N] `)
  return answer !== null && /^\s*y(?:es)?\s*$/i.test(answer) ? 'yes' : 'no'
}

/** How what stands above a question may look: questions are no part of the report. */
export function stderrLook({ stderr, env, platform }: World, noColor: boolean): Look {
  return lookOf({ stdout: stderr, env, platform }, noColor)
}
