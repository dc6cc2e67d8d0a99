import { EXIT } from './exit-code.ts'
import type { World } from './world.ts'

export interface Interruptible {
  readonly signal: AbortSignal
  /** Ctrl-C has its usual meaning again. */
  stop(): void
}

/** The first Ctrl-C asks the run to end with what it has; the second ends the process at once. */
export function interruptible(world: World): Interruptible {
  const controller = new AbortController()
  const stop = world.onInterrupt(() => {
    if (controller.signal.aborted) return world.exit(EXIT.interrupted)
    controller.abort()
    void world.stderr.write('\ninterrupted: what was found follows; Ctrl-C again ends at once\n')
  })
  return { signal: controller.signal, stop }
}
