import { runCommandLine } from './cli/run.ts'
import { nodeWorld } from './cli/streams.ts'

/** How long a connection that nobody waits for may keep the process alive once the report is out. */
const LINGER_MS = 500

/**
 * The program. Everything heavier than this file is loaded by the command that needs it.
 *
 * @param args what stands after the program's name
 * @returns the exit status
 */
export async function main(args: readonly string[]): Promise<number> {
  const world = nodeWorld()
  const code = await runCommandLine(args, world)
  setTimeout(() => world.exit(code), LINGER_MS).unref()
  return code
}
