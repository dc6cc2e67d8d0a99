import type { ProcessResult } from '../../src/system/system.ts'

type Exited = Extract<ProcessResult, { kind: 'exited' }>

/** What is known of a process that ended by itself, well and without a word, but for what is said here. */
export function exited(differs: Partial<Exited> = {}): Exited {
  return {
    kind: 'exited',
    exitCode: 0,
    signal: null,
    stdout: '',
    stderr: '',
    truncated: false,
    endedBy: 'itself',
    durationMs: 1,
    ...differs,
  }
}
