import { describe, expect, test } from 'vitest'
import { commands } from '../../src/cli/commands/index.ts'
import type { CommandDefinition } from '../../src/cli/invocation.ts'
import { runCommandLine } from '../../src/cli/run.ts'
import { fakeWorld } from './fake-world.ts'

describe.each(commands.map((command) => [nameOf(command), command] as const))('%s', (name, command) => {
  const words = command.name === null ? [] : [command.name]

  test('its help begins with the words that call it as a plugin, and says what its exit statuses mean', async () => {
    const help = await said([...words, '--help'])
    expect(help.startsWith(`${name} [flags] ${command.arguments}`.trimEnd())).toBe(true)
    const sentence = Object.entries(command.exits).map(([status, meaning]) => `${status} ${meaning}`)
    expect(oneLine(help)).toContain(`Exit status: ${sentence.join(', ')}.`)
  })

  test('has examples, each of which calls it', async () => {
    const help = await said([...words, '--help'])
    expect(command.examples.length).toBeGreaterThan(0)
    for (const [example] of command.examples) {
      expect(help).toContain(`\n  ${example}\n`)
      expect(example.replaceAll('kubectl-tlsdoctor', 'kubectl tlsdoctor')).toContain(name)
    }
  })

  test('"help" before its name is "--help" behind it', async () => {
    expect(await said(['help', ...words])).toBe(await said([...words, '--help']))
  })

  test('takes -o exactly where it has formats, lists them in its help and in the error for another', async () => {
    expect(command.flags.includes('output')).toBe(command.formats.length > 0)
    if (command.formats.length === 0) return
    expect(oneLine(await said([...words, '--help']))).toContain(
      `Output format: ${command.formats.join(', ')} (default text)`,
    )
    expect(await refused([...words, '-o', 'pdf'])).toBe(
      `error: unable to match a printer suitable for the output format "pdf", allowed formats are: ${command.formats.join(',')}\n${see(name)}\n`,
    )
  })

  test('an unknown flag is named as kubectl names it', async () => {
    expect(await refused([...words, '--foo'])).toBe(`error: unknown flag: --foo\n${see(null)}\n`)
  })

  test('a flag of another command is unknown to it, and its own help is pointed at', async () => {
    const foreign = (['ca', 'all-contexts'] as const).find((flag) => !command.flags.includes(flag))
    expect(await refused([...words, `--${foreign}=true`])).toBe(`error: unknown flag: --${foreign}\n${see(name)}\n`)
  })
})

test('help for a command that there is not names it', async () => {
  expect(await refused(['help', 'nothing'])).toBe(
    `error: unknown command "nothing" for "kubectl tlsdoctor"\n${see(null)}\n`,
  )
})

function nameOf({ name }: CommandDefinition): string {
  return name === null ? 'kubectl tlsdoctor' : `kubectl tlsdoctor ${name}`
}

function see(name: string | null): string {
  return `See '${name ?? 'kubectl tlsdoctor'} --help' for usage.`
}

/** As on a wide terminal: what is looked for is not broken over lines. */
async function said(args: readonly string[]): Promise<string> {
  const world = fakeWorld({ tty: 200 })
  expect(await runCommandLine(args, world)).toBe(0)
  expect(world.err()).toBe('')
  return world.out()
}

async function refused(args: readonly string[]): Promise<string> {
  const world = fakeWorld({ stdin: '' })
  expect(await runCommandLine(args, world)).toBe(2)
  expect(world.out()).toBe('')
  return world.err()
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ')
}
