import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FuzzJob, FuzzMessage } from './child.ts'
import { CurrentInput, currentInput } from './current-input.ts'
import type { FuzzTargetName } from './targets/index.ts'

export interface Broken {
  readonly message: string
  readonly input: Uint8Array
}

/** What became of one target. */
export interface Told {
  readonly target: FuzzTargetName
  readonly executions: number
  readonly crashes: readonly Broken[]
  readonly pool: number
  readonly reached: readonly [first: number, last: number]
}

/** No input may take longer, however busy the machine is. */
const HANG_MS = 10_000
const LOOK_EVERY_MS = 500
/** The doctor itself never needs half of it. */
const MAX_MEMORY_MB = 512

/**
 * Fuzzes in a process of its own, which is ended where an input hangs, and ends where one needs too much memory: both are a
 * crash of that target; another process goes on with the next one.
 */
export async function fuzzApart(job: Omit<FuzzJob, 'noteFile'>): Promise<readonly Told[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-fuzz-'))
  const noteFile = join(folder, 'input')
  new CurrentInput(noteFile)
  try {
    const results: Told[] = []
    while (results.length < job.targets.length) {
      results.push(...(await told({ ...job, noteFile, targets: job.targets.slice(results.length) })))
    }
    return results
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function told(job: FuzzJob): Promise<readonly Told[]> {
  const { promise, resolve } = Promise.withResolvers<readonly Told[]>()
  const results: Told[] = []
  let running = { target: job.targets[0], since: 0 }
  let crashes: Broken[] = []
  const child = fork(new URL('./child.ts', import.meta.url), [JSON.stringify(job)], {
    execArgv: [`--max-old-space-size=${MAX_MEMORY_MB}`],
    env: { ...process.env, NODE_OPTIONS: '' },
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  let lastWords = ''
  child.stderr?.on('data', (data: Buffer) => {
    lastWords = (lastWords + data.toString()).slice(-2000)
  })
  let hung = false
  const watch = watchdog(job.noteFile, () => {
    hung = true
    child.kill('SIGKILL')
  })
  child.on('message', (message: FuzzMessage) => {
    if (message.kind === 'started') running = { target: message.target, since: currentInput(job.noteFile).turn }
    else if (message.kind === 'crash') crashes.push(message)
    else if (running.target !== undefined) {
      results.push({ ...message, target: running.target, crashes })
      crashes = []
    }
  })
  child.on('close', () => {
    clearInterval(watch)
    const { target, since } = running
    if (target !== undefined && results.length < job.targets.length) {
      const { turn, input } = currentInput(job.noteFile)
      const message = hung ? `an input took more than ${HANG_MS / 1000} s` : `the process ended: ${lastWords}`
      crashes.push({ message, input })
      results.push({ target, executions: turn - since, crashes, pool: 0, reached: [0, 0] })
    }
    resolve(results)
  })
  return promise
}

function watchdog(noteFile: string, hangs: () => void): NodeJS.Timeout {
  let turn = 0
  let since = performance.now()
  return setInterval(() => {
    const now = currentInput(noteFile).turn
    if (now !== turn) {
      turn = now
      since = performance.now()
    } else if (turn > 0 && performance.now() - since > HANG_MS) hangs()
  }, LOOK_EVERY_MS)
}
