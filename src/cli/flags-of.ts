import { ALL_FLAGS, CONNECTION_FLAGS, type FlagSpec } from './flags.ts'
import type { CommandDefinition } from './invocation.ts'

/** The flags of a command as help, completion and the man page show them; `-o` says what it takes there. */
export function flagsOf(definition: CommandDefinition): readonly FlagSpec[] {
  return ALL_FLAGS.filter((flag) => belongs(flag, definition)).map((flag) =>
    flag.name === 'output'
      ? { ...flag, describe: `${flag.describe}: ${definition.formats.join(', ')} (default text)` }
      : flag,
  )
}

/** A flag with kubectl's meaning. */
export function isConnectionFlag({ name }: FlagSpec): boolean {
  return CONNECTION_FLAGS.some((candidate) => candidate.name === name)
}

/** `--help` is everywhere, `--version` stands for a command of its own. */
function belongs({ name }: FlagSpec, definition: CommandDefinition): boolean {
  if (name === 'help') return true
  if (name === 'version') return definition.name === null
  return definition.flags.some((taken) => taken === name)
}
