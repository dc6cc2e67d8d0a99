import { Random } from '../oracle/fuzz/random.ts'
import { Coverage } from './coverage.ts'
import { CurrentInput } from './current-input.ts'
import { execute } from './execute.ts'
import type { FuzzTarget } from './fuzz-target.ts'
import { fuzz } from './fuzzer.ts'
import { longInputs } from './long-inputs.ts'
import { beginnings, store } from './store.ts'
import { type FuzzTargetName, fuzzTargets } from './targets/index.ts'

/** What the process that fuzzes is told, and what it says. */
export interface FuzzJob {
  readonly targets: readonly FuzzTargetName[]
  /** For each of them; `null`: as often as `npm test` runs it, and blindly. */
  readonly seconds: number | null
  readonly seed: number
  /** What reaches something new is put into the corpus, up to this many bytes; 0: nothing is. */
  readonly keepUpTo: number
  /** Where it notes what it is trying. */
  readonly noteFile: string
}

export type FuzzMessage =
  | { readonly kind: 'started'; readonly target: FuzzTargetName }
  | { readonly kind: 'crash'; readonly message: string; readonly input: Uint8Array }
  | {
      readonly kind: 'done'
      readonly executions: number
      readonly pool: number
      readonly reached: readonly [first: number, last: number]
    }

const job: FuzzJob = JSON.parse(process.argv[2] ?? '')
const current = new CurrentInput(job.noteFile)
for (const name of job.targets) await work(name, (message) => process.send?.(message))
process.disconnect?.()

async function work(name: FuzzTargetName, say: (message: FuzzMessage) => void): Promise<void> {
  say({ kind: 'started', target: name })
  const target: FuzzTarget = fuzzTargets[name]
  const { seconds, keepUpTo } = job
  const coverage = seconds === null ? null : new Coverage(target.covers)
  for (const input of longInputs(target)) {
    current.set(input)
    const failure = await execute(target, input)
    if (failure !== null) say({ kind: 'crash', message: failure.message, input: input.slice(0, 80) })
  }
  const inputs = beginnings(name, target)
  const end = performance.now() + (seconds ?? 0) * 1000
  const times = inputs.length + target.executions
  const { executions, pool, reached } = await fuzz(target, inputs, {
    random: new Random(job.seed),
    coverage,
    isOver: (executions) => (seconds === null ? executions >= times : performance.now() > end),
    onInput: (input) => current.set(input),
    onCrash: ({ input, message }) => say({ kind: 'crash', message, input }),
    onFound: (input) => {
      if (keepUpTo > 0 && input.length <= keepUpTo) store('corpus', name, input)
    },
  })
  coverage?.stop()
  say({ kind: 'done', executions, pool, reached })
}
