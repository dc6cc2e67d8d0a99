import { commands, diagnoseDefinition } from '../commands/index.ts'
import { ALL_FLAGS, type FlagSpec } from '../flags.ts'
import { flagsOf } from '../flags-of.ts'
import type { CommandDefinition } from '../invocation.ts'
import { flagAt, isFlag } from '../read-flags.ts'
import type { Choice, ChoiceKind } from './choices.ts'

/** What a shell may offer. `files`: its own file names do, because the doctor knows nothing better. */
export interface Completion {
  readonly choices: readonly Choice[]
  readonly files: boolean
}

/** The values that only the world knows: contexts, scenarios, remedies. */
export type ChoicesOf = (kind: ChoiceKind, kubeconfig: string | undefined) => Promise<readonly Choice[]>

const NOTHING: Completion = { choices: [], files: false }
const FILES: Completion = { choices: [], files: true }

/**
 * What can stand in the place of the last word, which is unfinished and may be empty. Never rejects for what the words
 * say: a command line that is being typed is mostly wrong.
 */
export async function complete(words: readonly string[], choicesOf: ChoicesOf): Promise<Completion> {
  const before = words.slice(0, -1)
  const word = words.at(-1) ?? ''
  // Behind it stands a command of kubectl's, which completes its own.
  if (before.includes('--')) return NOTHING
  const { positionals, kubeconfig, open } = readSoFar(before)
  const command = commands.find(({ name }) => name !== null && name === positionals[0])
  const offer = (kind: ChoiceKind | null) => offered(kind, kubeconfig, choicesOf)
  const values = (flag: FlagSpec) => (flag.name === 'output' ? formatsOf(command) : offer(valueKind(flag)))
  if (open !== null) return beginningWith(word, await values(open))
  if (isFlag(word)) return flagOrValue(word, command, values)
  if (positionals.length > 0 || word === '-') return beginningWith(word, await offer(argumentKind(command)))
  return beginningWith(word, { choices: NAMES, files: false })
}

interface SoFar {
  readonly positionals: readonly string[]
  readonly kubeconfig: string | undefined
  /** The last word is a flag that waits for its value. */
  readonly open: FlagSpec | null
}

function readSoFar(words: readonly string[]): SoFar {
  const positionals: string[] = []
  let kubeconfig: string | undefined
  for (let index = 0; index < words.length; ) {
    const word = words[index] ?? ''
    if (!isFlag(word)) {
      positionals.push(word)
      index += 1
      continue
    }
    const waiting = waitingFlag(word)
    if (waiting !== null && index === words.length - 1) return { positionals, kubeconfig, open: waiting }
    const found = foundAt(words, index)
    if (found?.spec.name === 'kubeconfig') kubeconfig = found.value
    index += found?.words ?? 1
  }
  return { positionals, kubeconfig, open: null }
}

/** A flag whose value stands in the next word. */
function waitingFlag(word: string): FlagSpec | null {
  const spec = word.startsWith('--')
    ? ALL_FLAGS.find(({ name }) => word === `--${name}`)
    : ALL_FLAGS.find(({ short }) => short !== undefined && word === `-${short}`)
  return spec === undefined || spec.kind === 'boolean' || spec.bare !== undefined ? null : spec
}

function foundAt(words: readonly string[], index: number) {
  try {
    return flagAt(words, index, ALL_FLAGS)
  } catch {
    return null
  }
}

async function flagOrValue(
  word: string,
  command: CommandDefinition | undefined,
  values: (flag: FlagSpec) => Completion | Promise<Completion>,
): Promise<Completion> {
  const equals = word.indexOf('=')
  if (equals < 0) return beginningWith(word, { choices: flagNames(command), files: false })
  const flag = word.slice(0, equals)
  const spec = ALL_FLAGS.find(({ name }) => flag === `--${name}`)
  if (spec === undefined) return NOTHING
  const { choices, files } = beginningWith(word.slice(equals + 1), await values(spec))
  return { choices: choices.map((choice) => ({ ...choice, value: `${flag}=${choice.value}` })), files }
}

function flagNames(command: CommandDefinition | undefined): readonly Choice[] {
  return flagsOf(command ?? diagnoseDefinition).map(({ name, describe }) => ({ value: `--${name}`, describe }))
}

function formatsOf(command: CommandDefinition | undefined): Completion {
  const { formats } = command ?? diagnoseDefinition
  return { choices: formats.map((value) => ({ value, describe: '' })), files: false }
}

const NAMES: readonly Choice[] = commands.flatMap(({ name, describe }) =>
  name === null ? [] : [{ value: name, describe }],
)

/** What a flag's value is chosen from; `null`: nobody knows. */
function valueKind({ name }: FlagSpec): ChoiceKind | null {
  return VALUES[name] ?? null
}

const VALUES: Readonly<Record<string, ChoiceKind>> = {
  kubeconfig: 'file',
  context: 'context',
  cluster: 'cluster',
  user: 'user',
  'certificate-authority': 'file',
  'client-certificate': 'file',
  'client-key': 'file',
  'cache-dir': 'file',
  kubectl: 'file',
  only: 'path',
  exclude: 'path',
  'send-credentials': 'send-credentials',
  'fail-on': 'fail-on',
  'save-case': 'file',
  'save-certs': 'file',
  ca: 'file',
}

function argumentKind(command: CommandDefinition | undefined): ChoiceKind | null {
  return ARGUMENTS[command?.name ?? ''] ?? null
}

const ARGUMENTS: Readonly<Record<string, ChoiceKind>> = {
  fix: 'remedy',
  scan: 'context',
  verify: 'file',
  certs: 'file',
  compare: 'file',
  replay: 'file',
  demo: 'scenario',
  completion: 'shell',
}

async function offered(
  kind: ChoiceKind | null,
  kubeconfig: string | undefined,
  choicesOf: ChoicesOf,
): Promise<Completion> {
  if (kind === null) return NOTHING
  return kind === 'file' ? FILES : { choices: await choicesOf(kind, kubeconfig), files: false }
}

function beginningWith(word: string, { choices, files }: Completion): Completion {
  return { choices: choices.filter(({ value }) => value.startsWith(word)), files }
}
