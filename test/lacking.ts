import { nodeSystem } from '../src/system/node.ts'

/** What this machine lacks for a test, in words; `null`: nothing. A test that is skipped says this in its title. */
export type Lacking = string | null

/** sh, signals, permission bits, symbolic links that anybody may make, and errors in Unix's words. */
export const lacksUnix: Lacking = process.platform === 'win32' ? 'a Unix' : null

/** macOS gives its loopback interface 127.0.0.1 alone. */
export const lacksLoopbackRange: Lacking =
  process.platform === 'darwin' ? '127.0.0.2 and the addresses behind it' : null

export function lacksProgram(name: string): Lacking {
  return nodeSystem().which(name) === null ? name : null
}

export function inTitle(lacking: Lacking): string {
  return lacking === null ? '' : ` (missing: ${lacking})`
}
