import { type SpawnOptions, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { spawn as spawnInTerminal } from '@lydell/node-pty'

/** A process from its start to its end. */
export interface Command {
  readonly file: string
  readonly args: readonly string[]
  /** On a terminal, until this is on its screen; then it is ended. */
  readonly untilShown?: string
  /** Exit statuses that mean that it did its work; default: 0. */
  readonly statuses?: readonly number[]
}

/**
 * Milliseconds.
 *
 * @throws where it ends otherwise than it should: a figure of a command that failed is none
 */
export function measure(command: Command, env: NodeJS.ProcessEnv): Promise<number> {
  return command.untilShown === undefined ? untilItEnds(command, env) : untilItShows(command, command.untilShown, env)
}

function untilItEnds({ file, args, statuses = [0] }: Command, env: NodeJS.ProcessEnv): Promise<number> {
  const options: SpawnOptions = { stdio: ['ignore', 'pipe', 'pipe'], env }
  const start = performance.now()
  const child = spawn(file, [...args], options)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) => {
      const tookMs = performance.now() - start
      if (status !== null && statuses.includes(status)) return resolve(tookMs)
      reject(new Error(`${file} ${args.join(' ')} ended with status ${status}: ${text.slice(-300)}`))
    })
  })
}

function untilItShows({ file, args }: Command, shown: string, env: NodeJS.ProcessEnv): Promise<number> {
  const start = performance.now()
  const child = spawnInTerminal(file, [...args], { name: 'xterm-256color', cols: 100, rows: 30, env })
  return new Promise((resolve, reject) => {
    let text = ''
    let tookMs: number | null = null
    child.onData((data) => {
      text += data
      if (tookMs !== null || !text.includes(shown)) return
      tookMs = performance.now() - start
      child.kill('SIGKILL')
    })
    child.onExit(() => {
      if (tookMs !== null) resolve(tookMs)
      else reject(new Error(`${file} ${args.join(' ')} never showed ${JSON.stringify(shown)}`))
    })
  })
}

const LOOK_MS = 1

/**
 * The peak of its resident set in KiB, NaN where the system does not tell: `VmHWM` of proc(5), which only grows, as it was
 * when last looked at before the end. No run to take the time of.
 */
export function peakMemory({ file, args, statuses = [0] }: Command, env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(file, [...args], { stdio: 'ignore', env })
  let peakKiB = Number.NaN
  let running = true
  const look = () => {
    if (!running) return
    peakKiB = peakOf(child.pid ?? 0) ?? peakKiB
    setTimeout(look, LOOK_MS)
  }
  look()
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (status) => {
      running = false
      if (status !== null && statuses.includes(status)) resolve(peakKiB)
      else reject(new Error(`${file} ${args.join(' ')} ended with status ${status}`))
    })
  })
}

function peakOf(pid: number): number | null {
  try {
    const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return found?.[1] === undefined ? null : Number(found[1])
  } catch {
    return null
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
