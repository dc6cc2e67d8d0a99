import { basename } from 'node:path'
import { runProcess } from '../../src/system/run-process.ts'
import type { ProcessCommand, ProcessResult } from '../../src/system/system.ts'

export interface Said {
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program; throws with the last that it said when it does not end by itself with that status. */
export async function runToEnd(command: ProcessCommand, status = 0): Promise<Said> {
  const result = await runProcess({ maxOutputBytes: 8 * 1024 * 1024, ...command })
  if (result.kind === 'exited' && result.endedBy === 'itself' && result.exitCode === status) return result
  const words = [basename(command.file), ...command.args].join(' ')
  throw new Error(`${words}: ${howItEnded(result, command.timeoutMs)}`)
}

function howItEnded(result: ProcessResult, timeoutMs: number): string {
  if (result.kind === 'not-started') return `cannot be run: ${result.message}`
  if (result.endedBy !== 'itself') return `did not end within ${timeoutMs / 1000} s; ${lastLines(result)}`
  return `ended with ${result.signal ?? `status ${result.exitCode}`}; ${lastLines(result)}`
}

/** Without the frames of Go's stack traces: a function, and under it its place (github.com/pkg/errors, `%+v`). */
function lastLines({ stdout, stderr }: Said): string {
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '')
  const words = lines.filter((line, index) => !PLACE.test(line) && !PLACE.test(lines[index + 1] ?? ''))
  return words.length === 0 ? 'it said nothing' : `the last of what it said:\n${words.slice(-12).join('\n')}`
}

const PLACE = /^\s+\S+\.(go|s):\d+$/
