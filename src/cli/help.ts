import yargs, { type Argv } from 'yargs'
import { commands } from './commands/index.ts'
import { CONNECTION_FLAGS, type FlagSpec, OWN_FLAGS } from './flags.ts'
import type { CommandDefinition } from './invocation.ts'
import { PROGRAM } from './parser.ts'

const NARROWEST = 60
const WIDEST = 110

/** The help of one command, or of all. Loaded only when somebody asks: yargs is the heaviest part of the command line. */
export async function helpText(definition: CommandDefinition, columns: number): Promise<string> {
  const width = Math.max(NARROWEST, Math.min(columns, WIDEST))
  return `${(await yargsFor(definition).wrap(width).getHelp()).trimEnd()}\n`
}

/** yargs lays the help out; the words of the command line are read by `read-flags.ts`, which follows pflag. */
function yargsFor(definition: CommandDefinition): Argv {
  const name = definition.name === null ? PROGRAM : `${PROGRAM} ${definition.name}`
  const parser = yargs([])
    .scriptName(PROGRAM)
    .locale('en')
    .detectLocale(false)
    .version(false)
    .help(false)
    .usage(`${name} [flags] ${definition.arguments}`.trimEnd())
    .usage(`\n${definition.describe}`)
  if (definition.name === null) addCommands(parser)
  for (const flag of [...OWN_FLAGS, ...CONNECTION_FLAGS]) addFlag(parser, definition, flag)
  for (const [command, does] of definition.examples) parser.example(command, does)
  if (definition.name === null) parser.epilogue(EPILOGUE)
  return parser
}

const EPILOGUE =
  'Exit status: 0 healthy or degraded, 1 failing, 2 wrong usage, 3 unfinished, 130 interrupted. The report goes to stdout, everything else to stderr.'

function addCommands(parser: Argv): void {
  for (const command of commands) {
    if (command.name !== null) parser.command(`${command.name} ${command.arguments}`.trimEnd(), command.describe)
  }
}

/** `--help` is everywhere, `--version` stands for a command of its own. */
function belongs(flag: FlagSpec, definition: CommandDefinition): boolean {
  if (flag.name === 'help') return true
  if (flag.name === 'version') return definition.name === null
  return definition.flags.some((name) => name === flag.name)
}

function addFlag(parser: Argv, definition: CommandDefinition, flag: FlagSpec): void {
  if (!belongs(flag, definition)) return
  const connection = CONNECTION_FLAGS.some((candidate) => candidate.name === flag.name)
  parser.option(flag.name, {
    ...(flag.short === undefined || flag.short === flag.name ? {} : { alias: flag.short }),
    describe: flag.placeholder === undefined ? flag.describe : `${flag.placeholder}: ${flag.describe}`,
    group: connection ? 'Connection flags, as for kubectl:' : 'Flags:',
  })
}
