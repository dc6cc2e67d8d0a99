import type { ExitStatuses } from './exit-statuses.ts'
import type { FlagName } from './flags.ts'
import type { FlagValues } from './read-flags.ts'
import type { World } from './world.ts'

/** One parsed command line. */
export interface Invocation {
  readonly values: FlagValues
  readonly positionals: readonly string[]
  /** What stands after `--`; `null`: there is no `--`. */
  readonly afterDashes: readonly string[] | null
}

/** @returns the exit status */
export type RunCommand = (invocation: Invocation, world: World) => Promise<number>

export interface CommandDefinition {
  /** `null`: the command that runs when none is named. */
  readonly name: string | null
  /** As help shows it after the flags: `[SCENARIO]`. */
  readonly arguments: string
  readonly maxArguments: number
  readonly describe: string
  readonly flags: readonly FlagName[]
  /** What `-o` takes; empty where there is no `-o`. */
  readonly formats: readonly string[]
  /** Takes a kubectl command after `--`. */
  readonly diagnoses: boolean
  readonly exits: ExitStatuses
  readonly examples: readonly (readonly [command: string, does: string])[]
  /** Loaded when it runs: help and version need none of it. */
  readonly load: () => Promise<RunCommand>
}

/** The last value of a flag that is given once. */
export function lastValue(invocation: Pick<Invocation, 'values'>, name: FlagName): string | undefined {
  return invocation.values.get(name)?.at(-1)
}

export function isSet(invocation: Pick<Invocation, 'values'>, name: FlagName): boolean {
  return lastValue(invocation, name) === 'true'
}
