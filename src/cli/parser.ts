import { UsageError } from '../errors.ts'
import { commandNamed, diagnoseDefinition } from './commands/index.ts'
import { ALL_FLAGS } from './flags.ts'
import type { CommandDefinition, Invocation } from './invocation.ts'
import { BUILTIN_COMMANDS } from './kubectl-commands.ts'
import { readFlags, shown } from './read-flags.ts'

export const PROGRAM = 'kubectl tlsdoctor'

export interface Parsed {
  readonly definition: CommandDefinition
  readonly invocation: Invocation
  readonly wants: 'run' | 'help' | 'version'
}

/**
 * Reads a command line. Flags may stand before and after the command's name, as with kubectl; everything after the first
 * `--` is kubectl's.
 *
 * @throws UsageError whose second line says where to look
 */
export function parse(args: readonly string[]): Parsed {
  const dashes = args.indexOf('--')
  const own = dashes === -1 ? args : args.slice(0, dashes)
  const afterDashes = dashes === -1 ? null : args.slice(dashes + 1)
  const { values, positionals } = withHint(null, () => readFlags(own, ALL_FLAGS))
  const { definition, rest, help } = chosen(positionals)
  const invocation = { values, positionals: rest, afterDashes }
  if (help || values.get('help')?.at(-1) === 'true') return { definition, invocation, wants: 'help' }
  if (values.get('version')?.at(-1) === 'true') return { definition, invocation, wants: 'version' }
  withHint(definition.name, () => check(definition, invocation))
  return { definition, invocation, wants: 'run' }
}

function chosen(positionals: readonly string[]): {
  readonly definition: CommandDefinition
  readonly rest: readonly string[]
  readonly help: boolean
} {
  const help = positionals[0] === 'help'
  const [name, ...rest] = help ? positionals.slice(1) : positionals
  if (name === undefined) return { definition: diagnoseDefinition, rest: [], help }
  const definition = commandNamed(name)
  if (definition === undefined) throw unknownCommand(name)
  return { definition, rest, help }
}

function check(definition: CommandDefinition, { values, positionals, afterDashes }: Invocation): void {
  const foreign = [...values.keys()].find((name) => !takes(definition, name))
  if (foreign !== undefined) throw new UsageError(`unknown flag: --${foreign}`)
  if (positionals.length > definition.maxArguments) {
    throw new UsageError(`unexpected argument ${JSON.stringify(shown(positionals[definition.maxArguments] ?? ''))}`)
  }
  if (afterDashes !== null && !definition.diagnoses) {
    throw new UsageError(`"${PROGRAM} ${definition.name}" takes no kubectl command after "--"`)
  }
}

/** klog's flags are taken everywhere, as kubectl does. */
function takes(definition: CommandDefinition, name: string): boolean {
  return name === 'v' || name === 'vmodule' || definition.flags.some((flag) => flag === name)
}

function unknownCommand(name: string): UsageError {
  const text = shown(name)
  const line = `unknown command ${JSON.stringify(text)} for "${PROGRAM}"`
  if (BUILTIN_COMMANDS.has(name)) {
    return new UsageError(`${line}\nTo diagnose a kubectl command, put it after "--": ${PROGRAM} -- ${text}`)
  }
  return new UsageError(`${line}\n${hint(null)}`)
}

function withHint<T>(command: string | null, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (error instanceof UsageError && !error.message.includes('\n')) {
      throw new UsageError(`${error.message}\n${hint(command)}`)
    }
    throw error
  }
}

/** kubectl's own sentence. */
export function hint(command: string | null): string {
  return `See '${[PROGRAM, ...(command === null ? [] : [command]), '--help'].join(' ')}' for usage.`
}
