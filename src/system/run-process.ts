import { type ChildProcess, spawn } from 'node:child_process'
import { atExit } from './at-exit.ts'
import type { ProcessCommand, ProcessResult } from './system.ts'

const DEFAULT_MAX_OUTPUT_BYTES = 1024 * 1024
/** After the command ended by itself, how long its pipes may stay open before those who hold them are told to go. */
const GRACE_MS = 1000
/** After the group was told to go, how long its pipes may stay open before they are left behind. */
const LEAVE_MS = 200

/**
 * Runs a command to its end, its time limit or the abort, whichever comes first. Never throws and never rejects. The
 * child leads its own process group, so that what it started goes with it.
 */
export function runProcess(command: ProcessCommand): Promise<ProcessResult> {
  const { promise, resolve } = Promise.withResolvers<ProcessResult>()
  if (command.signal?.aborted) {
    resolve({ kind: 'not-started', code: 'ABORT_ERR', message: 'the run was ended before the command started' })
    return promise
  }
  const startedAt = performance.now()
  let child: ChildProcess
  try {
    child = spawn(command.file, [...command.args], {
      env: definedOnly(command.env),
      ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
      stdio: [command.stdin == null ? 'ignore' : 'pipe', command.discardStdout === true ? 'ignore' : 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
  } catch (error) {
    // A NUL byte in an argument, an unreadable cwd: spawn throws instead of emitting.
    resolve(notStarted(error))
    return promise
  }

  const ended = atExit(() => killGroup(child))
  const limit = command.maxOutputBytes ?? DEFAULT_MAX_OUTPUT_BYTES
  const stdout = collect(child.stdout, limit)
  const stderr = collect(child.stderr, limit)
  let endedBy: 'itself' | 'timeout' | 'abort' = 'itself'
  let grace: NodeJS.Timeout | undefined
  let exit: { readonly code: number | null; readonly signal: string | null } = { code: null, signal: null }

  const settle = (result: ProcessResult) => {
    ended()
    clearTimeout(timer)
    clearTimeout(grace)
    command.signal?.removeEventListener('abort', onAbort)
    child.stdout?.destroy()
    child.stderr?.destroy()
    resolve(result)
  }
  const finish = () =>
    settle({
      kind: 'exited',
      exitCode: exit.code,
      signal: exit.signal,
      stdout: stdout.text(),
      stderr: stderr.text(),
      truncated: stdout.truncated() || stderr.truncated(),
      endedBy,
      durationMs: performance.now() - startedAt,
    })
  const end = (by: 'timeout' | 'abort') => {
    if (endedBy !== 'itself') return
    endedBy = by
    killGroup(child)
    clearTimeout(grace)
    grace = setTimeout(finish, LEAVE_MS)
  }
  const onAbort = () => end('abort')
  const timer = setTimeout(() => end('timeout'), command.timeoutMs)
  command.signal?.addEventListener('abort', onAbort, { once: true })

  child.on('error', (error) => {
    if (child.pid === undefined) settle(notStarted(error))
  })
  child.on('exit', (code, signal) => {
    exit = { code, signal }
    // A grandchild that keeps the pipes open must not keep us: `close` may never come.
    grace ??= setTimeout(() => {
      killGroup(child)
      finish()
    }, GRACE_MS)
  })
  child.on('close', (code, signal) => {
    exit = { code, signal }
    finish()
  })
  if (command.stdin != null) {
    // The child may end without reading (EPIPE).
    child.stdin?.on('error', () => {})
    child.stdin?.end(command.stdin)
  }
  return promise
}

function collect(stream: NodeJS.ReadableStream | null, limit: number) {
  const parts: Buffer[] = []
  let kept = 0
  let truncated = false
  stream?.on('error', () => {})
  stream?.on('data', (chunk: Buffer) => {
    const room = limit - kept
    if (chunk.length > room) {
      truncated = true
      // A command that writes for ever waits from here on, as it does for a reader who is slow; its time limit ends it.
      stream.pause()
    }
    const part = chunk.subarray(0, Math.max(0, room))
    if (part.length > 0) parts.push(part)
    kept += part.length
  })
  return { text: () => Buffer.concat(parts).toString('utf8'), truncated: () => truncated }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // ESRCH: all of it has gone already.
  }
}

function definedOnly(env: ProcessCommand['env']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

function notStarted(error: unknown): ProcessResult {
  const { code, message } = error as NodeJS.ErrnoException
  return { kind: 'not-started', code: code ?? 'UNKNOWN', message: message ?? String(error) }
}
