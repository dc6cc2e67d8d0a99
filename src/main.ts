import { EXIT } from './cli/exit-code.ts'
import { runCommandLine } from './cli/run.ts'
import { nodeWorld } from './cli/streams.ts'
import type { World } from './cli/world.ts'

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
  endOnSignals(world)
  const code = await runCommandLine(args, world)
  setTimeout(() => world.exit(code), LINGER_MS).unref()
  return code
}

/** 128 and the signal's number, as a shell reports it. */
const SIGNALS = { SIGINT: EXIT.interrupted, SIGTERM: 143, SIGHUP: EXIT.hungUp } as const

/**
 * A signal's own way of ending a process would leave behind what the run has started: children, folders. Ctrl-C is left
 * to whoever else listens for it.
 */
function endOnSignals(world: World): void {
  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      // The terminal UI's own listener only watches: it restores the terminal when the process exits.
      if (signal !== 'SIGINT' || process.listenerCount(signal) === 1) world.exit(code)
    })
  }
}
