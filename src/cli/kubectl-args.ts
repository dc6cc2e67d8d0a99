import { UsageError } from '../errors.ts'
import type { ConnectionFlags } from '../target/connection-flags.ts'
import { connectionFlags } from './connection.ts'
import { CONNECTION_FLAGS, type FlagSpec } from './flags.ts'
import { BUILTIN_COMMANDS, LOCAL_COMMANDS, mayRun } from './kubectl-commands.ts'
import { flagAt, isFlag, shown } from './read-flags.ts'

/** What stands after `--`. */
export interface KubectlArguments {
  /** kubectl's own arguments, without connection flags and without a leading `kubectl`. */
  readonly argv: readonly string[]
  readonly flags: ConnectionFlags
  /** One of the reading commands that kubectl is run for (contract.md section 1). */
  readonly runnable: boolean
}

/**
 * Takes the connection flags out of a kubectl command line. Flags that only the command knows stay where they are.
 *
 * @throws UsageError for no command, a plugin, an alias, or a command that asks no API server
 */
export function readKubectlArgs(args: readonly string[]): KubectlArguments {
  const words = args[0] === 'kubectl' ? args.slice(1) : args
  const { argv, values } = takeFlags(words)
  const command = argv.find((word) => !isFlag(word))
  if (command === undefined) throw new UsageError('there is no kubectl command after "--"')
  if (LOCAL_COMMANDS.has(command)) {
    throw new UsageError(`"kubectl ${command}" asks no API server: there is nothing to diagnose`)
  }
  if (!BUILTIN_COMMANDS.has(command)) {
    throw new UsageError(
      `${JSON.stringify(shown(command))} is no command of kubectl itself; plugins and aliases cannot be diagnosed`,
    )
  }
  return { ...separated(argv), flags: connectionFlags(values) }
}

/**
 * What stands behind a second `--` is no flag for kubectl: names, or the words of a command inside a container, which may
 * hold anything and are left out. Connection flags are put after the argv, so that `--` may not stay in it.
 */
function separated(argv: readonly string[]): Pick<KubectlArguments, 'argv' | 'runnable'> {
  const dashes = argv.indexOf('--')
  if (dashes === -1) return { argv, runnable: mayRun(argv) }
  const before = argv.slice(0, dashes)
  const names = argv.slice(dashes + 1)
  if (!mayRun(before)) return { argv: before, runnable: false }
  const kept = names.filter((name) => !name.startsWith('-'))
  return { argv: [...before, ...kept], runnable: kept.length === names.length && mayRun([...before, ...kept]) }
}

interface Taken {
  readonly argv: readonly string[]
  readonly values: ReadonlyMap<string, readonly string[]>
}

function takeFlags(words: readonly string[]): Taken {
  const argv: string[] = []
  const values = new Map<string, string[]>()
  const table = tableFor(words)
  for (let index = 0; index < words.length; ) {
    const word = words[index] ?? ''
    if (word === '--') return { argv: [...argv, ...words.slice(index)], values }
    const joined = JOINED.exec(word)
    const found = isFlag(word) ? flagAt(joined === null ? words : replaced(words, index, joined), index, table) : null
    if (found === null) {
      argv.push(word)
      index += 1
      continue
    }
    if (joined !== null) argv.push(`-${joined.groups?.booleans ?? ''}`)
    values.set(found.spec.name, [...(values.get(found.spec.name) ?? []), found.value])
    index += found.words
  }
  return { argv, values }
}

/** `-An kube-system`: boolean shorthands of kubectl before one of the connection flags. */
const JOINED = /^-(?<booleans>[Aw]+)(?<rest>[nsv].*)$/s

function replaced(words: readonly string[], index: number, joined: RegExpExecArray): readonly string[] {
  return words.with(index, `-${joined.groups?.rest ?? ''}`)
}

/** `create rolebinding` and `set subject` have a `--user` of their own that hides the global one. */
function tableFor(words: readonly string[]): readonly FlagSpec[] {
  const command = words.find((word) => !isFlag(word))
  if (command !== 'create' && command !== 'set') return CONNECTION_FLAGS
  return CONNECTION_FLAGS.filter((spec) => spec.name !== 'user')
}
