import type { FuzzTarget } from './fuzz-target.ts'

/** What went wrong with one input. */
export interface Failure {
  /** The same for the same fault, so that it is told once: the error and the place where it was thrown. */
  readonly fault: string
  readonly message: string
}

/** Of the processor, not of the clock: whoever shares the machine makes no input slow. */
const SLOW_MS = 1000

/** Runs a target once. `null`: it held. */
export async function execute(target: FuzzTarget, input: Uint8Array): Promise<Failure | null> {
  const before = process.threadCpuUsage()
  try {
    const pending = target.run(input)
    if (pending instanceof Promise) await pending
  } catch (error) {
    return failureOf(error)
  }
  const { user, system } = process.threadCpuUsage(before)
  const ms = Math.round((user + system) / 1000)
  return ms < SLOW_MS ? null : { fault: 'slow', message: `it took ${ms} ms of the processor` }
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { fault: 'no error', message: String(error) }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const own = frames.find((line) => line.includes('/src/')) ?? frames[0] ?? ''
  return { fault: `${error.name} ${own.trim()}`, message: `${error.name}: ${error.message}\n${frames.join('\n')}` }
}
