import { DESCRIPTION, SHORT_DESCRIPTION } from '../../plugin-manifest/manifest.ts'
import { commands } from '../../src/cli/commands/index.ts'
import { EXIT } from '../../src/cli/exit-code.ts'
import { DIAGNOSIS_EXITS, exitSentence } from '../../src/cli/exit-statuses.ts'
import { ALL_FLAGS, type FlagSpec } from '../../src/cli/flags.ts'
import { flagsOf, isConnectionFlag } from '../../src/cli/flags-of.ts'
import type { CommandDefinition } from '../../src/cli/invocation.ts'
import { PROGRAM } from '../../src/cli/parser.ts'
import { bold, italic, section, tagged, text } from './roff.ts'
import { ENVIRONMENT, FILES } from './tables.ts'

/**
 * kubectl-tlsdoctor(1), in the man macros, from the tables that `--help` is made of. The same version gives the same
 * bytes.
 *
 * @param date `2026-01-31`, shown in the page's last line; left out where nobody says it
 */
export function manPage(version: string, date = ''): string {
  const lines = [
    `.TH KUBECTL\\-TLSDOCTOR 1 "${date}" "kubectl\\-tlsdoctor ${text(version)}" "User Commands"`,
    // Neither hyphenated nor stretched: flags and commands are to be read and pasted as they are.
    '.nh',
    '.ad l',
    ...section('NAME', [`kubectl\\-tlsdoctor \\- ${text(lowerFirst(SHORT_DESCRIPTION))}`]),
    ...section(
      'SYNOPSIS',
      commands.flatMap((command, index) => [...(index === 0 ? [] : ['.br']), usage(command)]),
    ),
    ...section('DESCRIPTION', [
      text(DESCRIPTION),
      '.PP',
      'kubectl finds this program on PATH and runs it as',
      `${bold(PROGRAM)}.`,
      'The report goes to standard output, everything else to standard error.',
    ]),
    ...section('COMMANDS', commands.flatMap(command)),
    ...section('FLAGS', ALL_FLAGS.filter((flag) => !isConnectionFlag(flag)).flatMap(ownFlag)),
    ...section('CONNECTION FLAGS', [
      'As for kubectl, and in kubectl\\(aqs words. Taken by every command that reads a kubeconfig.',
      ...ALL_FLAGS.filter(isConnectionFlag).flatMap((flag) => tagged(names(flag), flag.describe)),
    ]),
    ...section('EXIT STATUS', [
      'Of a diagnosis; what another command means by its status is said under COMMANDS. Wrong usage is 2 everywhere.',
      ...Object.entries({
        ...DIAGNOSIS_EXITS,
        [EXIT.unexpected]: 'a bug of the doctor itself, which one line asks to report',
      }).flatMap(([status, meaning]) => tagged(bold(status), meaning)),
    ]),
    ...section(
      'ENVIRONMENT',
      ENVIRONMENT.flatMap(([variables, meaning]) => tagged(variables.map(bold).join(', '), meaning)),
    ),
    ...section(
      'FILES',
      FILES.flatMap(([file, meaning]) => tagged(italic(file), meaning)),
    ),
    ...section('EXAMPLES', commands.flatMap(examples)),
    ...section('SEE ALSO', ['.BR kubectl (1)']),
  ]
  return `${lines.join('\n')}\n`
}

function usage({ name, arguments: taken }: CommandDefinition): string {
  return `${bold(calledAs(name))} [${italic('flags')}] ${text(taken)}`.trimEnd()
}

function calledAs(name: string | null): string {
  return name === null ? PROGRAM : `${PROGRAM} ${name}`
}

function command(definition: CommandDefinition): readonly string[] {
  const { name, arguments: taken, describe, formats, exits } = definition
  const own = flagsOf(definition).filter((flag) => !isConnectionFlag(flag) && !isEverywhere(flag))
  return tagged(`${bold(name ?? PROGRAM)} ${text(taken)}`.trimEnd(), `${describe}.`, [
    ...(own.length === 0 ? [] : [`Flags: ${own.map(({ name }) => bold(`--${name}`)).join(', ')}.`]),
    ...(formats.length === 0 ? [] : [`Formats: ${text(formats.join(', '))} (default text).`]),
    ...(exits === DIAGNOSIS_EXITS ? [] : [text(exitSentence(exits))]),
  ])
}

function ownFlag(flag: FlagSpec): readonly string[] {
  if (isEverywhere(flag)) return tagged(names(flag), flag.describe)
  const takenBy = commands.filter(({ flags }) => flags.some((name) => name === flag.name))
  const called = takenBy.map(({ name }) => name ?? 'the diagnosis itself')
  return tagged(names(flag), flag.describe, [`Taken by ${text(called.join(', '))}.`])
}

/** `--help` is taken by every command, `--version` stands for one. */
function isEverywhere({ name }: FlagSpec): boolean {
  return name === 'help' || name === 'version'
}

/** `-o, --output FORMAT`; the name of a flag of one letter is its shorthand. */
function names({ name, short, placeholder }: FlagSpec): string {
  const long = short === name ? [] : [bold(`--${name}`)]
  const spelled = [...(short === undefined ? [] : [bold(`-${short}`)]), ...long].join(', ')
  return placeholder === undefined ? spelled : `${spelled} ${italic(placeholder)}`
}

function examples({ name, examples }: CommandDefinition): readonly string[] {
  const each = examples.flatMap(([command, does], index) => [
    ...(index === 0 ? [] : ['.PP']),
    text(upperFirst(does)),
    '.RS 4',
    bold(command),
    '.RE',
  ])
  return [`.SS ${text(calledAs(name))}`, ...each]
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1)
}

function upperFirst(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
