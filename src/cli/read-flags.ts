import { UsageError } from '../errors.ts'
import { bounded, escapeControl } from '../lib/escape.ts'
import type { FlagSpec } from './flags.ts'

/** Every value as it was given, in order, by flag name; booleans as `true` or `false`. */
export type FlagValues = ReadonlyMap<string, readonly string[]>

export interface ReadArguments {
  readonly values: FlagValues
  readonly positionals: readonly string[]
}

/** A flag found at one place, with its value and how many words it took. */
export interface FoundFlag {
  readonly spec: FlagSpec
  readonly value: string
  readonly words: 1 | 2
}

/**
 * Splits arguments into flags and the rest as kubectl's pflag does, which differs from what JavaScript parsers do: a
 * flag takes the next word whatever it looks like, booleans take a value only after `=`, `-nfoo` is `-n foo`.
 *
 * @throws UsageError in pflag's words; never with the value of a flag in it
 */
export function readFlags(args: readonly string[], table: readonly FlagSpec[]): ReadArguments {
  const values = new Map<string, string[]>()
  const positionals: string[] = []
  for (let index = 0; index < args.length; ) {
    const word = args[index] ?? ''
    if (!isFlag(word)) {
      positionals.push(word)
      index += 1
      continue
    }
    const found = flagAt(args, index, table)
    if (found === null) throw unknownFlag(word)
    values.set(found.spec.name, [...(values.get(found.spec.name) ?? []), found.value])
    index += found.words
  }
  return { values, positionals }
}

/** A single `-` is an argument (standard input), as for pflag. */
export function isFlag(word: string): boolean {
  return word.startsWith('-') && word !== '-'
}

/** @returns `null` where the word is no flag of the table */
export function flagAt(args: readonly string[], index: number, table: readonly FlagSpec[]): FoundFlag | null {
  const word = args[index] ?? ''
  return word.startsWith('--') ? longFlag(word, args[index + 1], table) : shortFlag(word, args[index + 1], table)
}

/** What was typed, safe and short enough for one line of an error. */
export function shown(word: string): string {
  return bounded(escapeControl(word), 60)
}

function longFlag(word: string, next: string | undefined, table: readonly FlagSpec[]): FoundFlag | null {
  const equals = word.indexOf('=')
  const name = equals === -1 ? word.slice(2) : word.slice(2, equals)
  const spec = table.find((candidate) => candidate.name === name)
  if (spec === undefined) return null
  if (equals !== -1) return { spec, value: checked(spec, word.slice(equals + 1)), words: 1 }
  if (spec.kind === 'boolean') return { spec, value: 'true', words: 1 }
  if (spec.bare !== undefined && !/^\d/.test(next ?? '')) return { spec, value: spec.bare, words: 1 }
  if (next === undefined) throw new UsageError(`flag needs an argument: --${name}`)
  return { spec, value: next, words: 2 }
}

function shortFlag(word: string, next: string | undefined, table: readonly FlagSpec[]): FoundFlag | null {
  const letter = word.charAt(1)
  const spec = table.find((candidate) => candidate.short === letter)
  if (spec === undefined) return null
  const rest = word.slice(2)
  if (rest.startsWith('=')) return { spec, value: checked(spec, rest.slice(1)), words: 1 }
  if (spec.kind === 'boolean') {
    if (rest !== '') throw unknownFlag(`-${rest}`)
    return { spec, value: 'true', words: 1 }
  }
  if (rest !== '') return { spec, value: rest, words: 1 }
  if (next === undefined) throw new UsageError(`flag needs an argument: '${letter}' in ${word}`)
  return { spec, value: next, words: 2 }
}

/** What strconv.ParseBool takes. */
const BOOLEANS: Readonly<Record<string, 'true' | 'false'>> = {
  ...Object.fromEntries(['1', 't', 'T', 'TRUE', 'true', 'True'].map((text) => [text, 'true'] as const)),
  ...Object.fromEntries(['0', 'f', 'F', 'FALSE', 'false', 'False'].map((text) => [text, 'false'] as const)),
}

function checked(spec: FlagSpec, value: string): string {
  if (spec.kind !== 'boolean') return value
  const read = Object.hasOwn(BOOLEANS, value) ? BOOLEANS[value] : undefined
  if (read !== undefined) return read
  const text = JSON.stringify(shown(value))
  throw new UsageError(
    `invalid argument ${text} for "--${spec.name}" flag: strconv.ParseBool: parsing ${text}: invalid syntax`,
  )
}

/** Only the name: what stands behind `=` may be a secret under a misspelt flag. */
function unknownFlag(word: string): UsageError {
  const name = word.split('=', 1)[0] ?? ''
  if (name.startsWith('--')) {
    return new UsageError(name === '--' ? `bad flag syntax: ${shown(name)}=` : `unknown flag: ${shown(name)}`)
  }
  const letter = escapeControl(Array.from(name)[1] ?? '')
  return new UsageError(`unknown shorthand flag: '${letter}' in -${letter}`)
}
