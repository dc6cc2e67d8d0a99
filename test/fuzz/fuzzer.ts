import type { Random } from '../oracle/fuzz/random.ts'
import type { Coverage } from './coverage.ts'
import { execute, type Failure } from './execute.ts'
import type { FuzzTarget } from './fuzz-target.ts'
import { minimised } from './minimise.ts'
import { mutated } from './mutate/index.ts'

export interface Crash extends Failure {
  readonly input: Uint8Array
}

export interface FuzzOptions {
  readonly random: Random
  /** Without it every input is thrown away: cheaper, and blind. */
  readonly coverage: Coverage | null
  /** Asked before every execution. */
  readonly isOver: (executions: number) => boolean
  /** Told before every execution, so that an input that never comes back can be found. */
  readonly onInput?: (input: Uint8Array, executions: number) => void
  readonly onCrash?: (crash: Crash) => void
  /** An input that reached something new. */
  readonly onFound?: (input: Uint8Array) => void
}

export interface FuzzResult {
  readonly executions: number
  /** One for each fault. */
  readonly crashes: readonly Crash[]
  /** Inputs that were built upon. */
  readonly pool: number
  /** Characters of source that ran: for what there was to begin with, and at the end. 0 without coverage. */
  readonly reached: readonly [first: number, last: number]
}

const DEFAULT_MAX_BYTES = 8 * 1024
/** Asking V8 for its counts costs some milliseconds: so much is run between two questions. */
const BATCH_MS = 40
const MAX_BATCH = 512

/**
 * Runs a target again and again on changes of what it is given and of what it has found. The same seed and beginnings
 * give the same inputs, as long as the same code runs.
 */
export async function fuzz(
  target: FuzzTarget,
  beginnings: readonly Uint8Array[],
  options: FuzzOptions,
): Promise<FuzzResult> {
  const { random, coverage, isOver } = options
  const pool = [...beginnings]
  const crashes = new Map<string, Crash>()
  let executions = 0
  let size = 16

  const run = async (input: Uint8Array): Promise<void> => {
    options.onInput?.(input, executions)
    executions++
    const failure = await execute(target, input)
    if (failure === null || crashes.has(failure.fault)) return
    const crash = await smallest(target, { ...failure, input }, options, executions)
    crashes.set(failure.fault, crash)
    options.onCrash?.(crash)
  }

  for (const input of beginnings) if (!isOver(executions)) await run(input)
  coverage?.add(coverage.taken())
  const first = coverage?.size ?? 0
  while (!isOver(executions)) {
    const started = performance.now()
    const batch: Uint8Array[] = []
    while (batch.length < size && !isOver(executions)) {
      const input = mutated(target, pickFrom(pool, random), pool, random).subarray(
        0,
        target.maxBytes ?? DEFAULT_MAX_BYTES,
      )
      batch.push(input)
      await run(input)
    }
    if (coverage !== null) {
      for (const input of await news(batch, coverage, run)) {
        pool.push(input)
        options.onFound?.(input)
      }
      size = resized(size, performance.now() - started)
    }
  }
  return { executions, crashes: [...crashes.values()], pool: pool.length, reached: [first, coverage?.size ?? 0] }
}

/** The inputs of a batch that ran what none ran before: all of them are run again, one by one, if any did. */
async function news(
  batch: readonly Uint8Array[],
  coverage: Coverage,
  run: (input: Uint8Array) => Promise<void>,
): Promise<readonly Uint8Array[]> {
  const together = coverage.taken()
  if (!coverage.isNew(together)) return []
  const found: Uint8Array[] = []
  for (const input of batch) {
    if (batch.length > 1) await run(input)
    const alone = batch.length > 1 ? coverage.taken() : together
    if (coverage.isNew(alone)) found.push(input)
    coverage.add(alone)
  }
  // What only the first of several runs does (a table that is filled once) is nobody's.
  coverage.add(together)
  return found
}

function resized(size: number, tookMs: number): number {
  if (tookMs > 2 * BATCH_MS) return Math.max(1, size >> 1)
  return tookMs < BATCH_MS ? Math.min(MAX_BATCH, size * 2) : size
}

/** What was found last is changed more often: it is what nobody has looked behind. */
function pickFrom(pool: readonly Uint8Array[], random: Random): Uint8Array {
  if (pool.length === 0) return new Uint8Array(0)
  return random.pick(random.chance(0.3) ? pool.slice(-16) : pool)
}

async function smallest(
  target: FuzzTarget,
  crash: Crash,
  { onInput }: FuzzOptions,
  executions: number,
): Promise<Crash> {
  if (crash.fault === 'slow') return crash
  const input = await minimised(crash.input, async (candidate) => {
    onInput?.(candidate, executions)
    return (await execute(target, candidate))?.fault === crash.fault
  })
  return { ...crash, input }
}
