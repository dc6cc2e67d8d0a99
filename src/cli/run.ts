import { UsageError } from '../errors.ts'
import { escapeControlLines } from '../lib/escape.ts'
import { EXIT } from './exit-code.ts'
import type { World } from './world.ts'

/**
 * Runs one command line and returns its exit status; nothing gets past it. Wrong usage is one line and a hint, a bug of
 * ours is one line that asks to be reported.
 */
export async function runCommandLine(args: readonly string[], world: World): Promise<number> {
  try {
    return await dispatch(args, world)
  } catch (error) {
    if (error instanceof UsageError) {
      await world.stderr.write(`error: ${escapeControlLines(error.message).join('\n')}\n`)
      return EXIT.usage
    }
    await world.stderr.write(unexpected(error, wantsStack(args)))
    return EXIT.unexpected
  }
}

/** The version is answered before yargs is even loaded. */
async function dispatch(args: readonly string[], world: World): Promise<number> {
  if (args.length === 1 && args[0] === '--version') return runVersion([], world)
  if (args[0] === '__complete') return (await import('./commands/completion.ts')).runComplete(args.slice(1), world)
  const { parse, hint } = await import('./parser.ts')
  const { definition, invocation, wants } = parse(args)
  if (wants === 'version') return runVersion(invocation.values, world)
  if (wants === 'help') {
    const { helpText } = await import('./help.ts')
    await world.stdout.write(await helpText(definition, (world.stdout.isTty ? world.stdout.columns : null) ?? 80))
    return EXIT.ok
  }
  const run = await definition.load()
  try {
    return await run(invocation, world)
  } catch (error) {
    if (!(error instanceof UsageError) || error.message.includes('\n')) throw error
    throw new UsageError(`${error.message}\n${hint(definition.name)}`)
  }
}

async function runVersion(values: Iterable<readonly [string, readonly string[]]>, world: World): Promise<number> {
  const { runVersion } = await import('./commands/version.ts')
  return runVersion({ values: new Map(values), positionals: [], afterDashes: null }, world)
}

/** `-v` with any level but 0, as the message below tells people to give it. */
function wantsStack(args: readonly string[]): boolean {
  const dashes = args.indexOf('--')
  const own = dashes === -1 ? args : args.slice(0, dashes)
  return own.some(
    (word, index) => /^--?v=?[1-9]/.test(word) || (/^--?v$/.test(word) && /^[1-9]/.test(own[index + 1] ?? '')),
  )
}

function unexpected(error: unknown, withStack: boolean): string {
  const message = error instanceof Error ? error.message : String(error)
  const line = escapeControlLines(message)[0] ?? ''
  const asking = withStack ? 'please report it' : 'please report it with the output of the same command with -v=1'
  const stack = withStack && error instanceof Error ? `${escapeControlLines(error.stack ?? '').join('\n')}\n` : ''
  return `error: this is a bug of kubectl-tlsdoctor, ${asking}: ${line}\n${stack}`
}
