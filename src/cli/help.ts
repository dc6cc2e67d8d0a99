import yargs, { type Argv } from 'yargs'
import { wrap, wrapWithIndent } from '../lib/wrap.ts'
import { commands } from './commands/index.ts'
import { exitSentence } from './exit-statuses.ts'
import type { FlagSpec } from './flags.ts'
import { flagsOf, isConnectionFlag } from './flags-of.ts'
import type { CommandDefinition } from './invocation.ts'
import { PROGRAM } from './parser.ts'

const NARROWEST = 60
const WIDEST = 110

/** The help of one command, or of all. Loaded only when somebody asks: yargs is the heaviest part of the command line. */
export async function helpText(definition: CommandDefinition, columns: number): Promise<string> {
  const width = Math.max(NARROWEST, Math.min(columns, WIDEST))
  const laidOut = (await yargsFor(definition).wrap(width).getHelp()).trimEnd()
  return [laidOut, '', 'Examples:', ...examples(definition, width), ...epilogue(definition, width), ''].join('\n')
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
  const flags = flagsOf(definition)
  for (const flag of flags.filter((flag) => !isConnectionFlag(flag))) addFlag(parser, flag)
  for (const flag of flags.filter(isConnectionFlag)) addFlag(parser, flag)
  return parser
}

function addCommands(parser: Argv): void {
  for (const command of commands) {
    if (command.name !== null) parser.command(`${command.name} ${command.arguments}`.trimEnd(), command.describe)
  }
}

function addFlag(parser: Argv, flag: FlagSpec): void {
  parser.option(flag.name, {
    ...(flag.short === undefined || flag.short === flag.name ? {} : { alias: flag.short }),
    describe: flag.placeholder === undefined ? flag.describe : `${flag.placeholder}: ${flag.describe}`,
    group: isConnectionFlag(flag) ? 'Connection flags, as for kubectl:' : 'Flags:',
  })
}

/** As kubectl shows them: the command on a line of its own, to be copied whole. */
function examples(definition: CommandDefinition, width: number): readonly string[] {
  return definition.examples.flatMap(([command, does]) => [
    ...wrapWithIndent(does, width, '  # ', '  # '),
    `  ${command}`,
    '',
  ])
}

function epilogue({ name, exits }: CommandDefinition, width: number): readonly string[] {
  if (name !== null) return wrap(exitSentence(exits), width)
  const streams = 'The report goes to stdout, everything else to stderr.'
  return [
    ...wrap(`${exitSentence(exits)} ${streams}`, width),
    '',
    `Use "${PROGRAM} COMMAND --help" for more about a command.`,
  ]
}
