import type { Random } from '../../oracle/fuzz/random.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { mutateBytes } from './bytes.ts'
import { mutateDer } from './der.ts'
import { mutateJson } from './json.ts'
import { mutateLines } from './lines.ts'
import { mutatePem } from './pem.ts'
import { mutateTls } from './tls.ts'

type Mutator = (input: Uint8Array, pool: readonly Uint8Array[], words: readonly string[], random: Random) => Uint8Array

/** Ways to change an input that know its form. All of them are mixed with changes that know nothing. */
const mutators = {
  bytes: mutateBytes,
  lines: (input, pool, words, random) => utf8(mutateLines(textOf(input), textOf(random.pick(pool)), words, random)),
  json: (input, pool, words, random) => utf8(mutateJson(textOf(input), textOf(random.pick(pool)), words, random)),
  pem: (input, _, words, random) =>
    utf8(random.chance(0.6) ? mutatePem(textOf(input), random) : mutateLines(textOf(input), '', words, random)),
  der: (input, pool, _, random) => mutateDer(input, pool, random),
  tls: (input, pool, _, random) => mutateTls(input, pool, random),
} as const satisfies Readonly<Record<string, Mutator>>

export type MutatorName = keyof typeof mutators

/**
 * One to four changes, one after the other.
 *
 * @param pool what else was found, to take parts of
 */
export function mutated(
  { mutator, words }: Pick<FuzzTarget, 'mutator' | 'words'>,
  input: Uint8Array,
  pool: readonly Uint8Array[],
  random: Random,
): Uint8Array {
  let changed = input
  for (let times = 1 + random.below(4); times > 0; times--) {
    const mutate: Mutator = random.chance(0.25) ? mutateBytes : mutators[mutator]
    changed = mutate(changed, pool.length === 0 ? [input] : pool, words, random)
  }
  return changed
}

function textOf(input: Uint8Array): string {
  return Buffer.from(input).toString('utf8')
}

function utf8(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text))
}
