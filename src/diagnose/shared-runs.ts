import type { ProcessCommand, ProcessResult, System } from '../system/system.ts'

/**
 * A system for many diagnoses at once: at most `limit` processes run at a time, and what is asked of this machine alone
 * (such commands carry no signal: kubectl's own version, the system's proxy settings) is asked once. Waiting counts
 * against a command's own bound, so that nothing takes longer than it was given.
 */
export function sharedRuns(system: System, limit: number): System {
  const waiting: (() => void)[] = []
  const asked = new Map<string, Promise<ProcessResult>>()
  let running = 0

  async function run(command: ProcessCommand): Promise<ProcessResult> {
    const since = system.monotonicMs()
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      const left = command.timeoutMs - (system.monotonicMs() - since)
      return await system.run({ ...command, timeoutMs: Math.max(1, left) })
    } finally {
      const next = waiting.shift()
      // Whoever waits takes the place over.
      if (next === undefined) running -= 1
      else next()
    }
  }

  return {
    ...system,
    run(command) {
      if (command.signal !== undefined) return run(command)
      const key = JSON.stringify([command.file, command.args, command.cwd, command.env])
      const known = asked.get(key) ?? run(command)
      asked.set(key, known)
      return known
    },
  }
}
