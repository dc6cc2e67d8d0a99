import { join } from 'node:path'
import { spawn } from '@lydell/node-pty'
import xterm, { type Terminal } from '@xterm/headless'
import { ROOT } from '../architecture/source.ts'

/** The built file in a pseudo-terminal, with an emulator that keeps the screen as a person would see it. */
export interface PtyRun {
  /** The screen's rows, blanks at their ends cut. */
  readonly rows: () => readonly string[]
  readonly text: () => string
  /** Every byte that came, escapes included. */
  readonly raw: () => string
  readonly emulator: Terminal
  readonly alternate: () => boolean
  readonly press: (keys: string) => void
  readonly resize: (columns: number, rows: number) => void
  readonly signal: (name: 'SIGINT' | 'SIGTERM') => void
  /** @throws with the screen where it does not come true in time */
  readonly until: (isSo: (text: string) => boolean, what: string) => Promise<void>
  readonly ended: Promise<number>
  readonly end: () => void
}

export interface PtyOptions {
  readonly columns?: number
  readonly rows?: number
  readonly env?: Readonly<Record<string, string>>
  /** Instead of the built file: a shell command line, for what a shell shows afterwards. */
  readonly shell?: string
}

export const BUILT = join(ROOT, 'dist', 'kubectl-tlsdoctor')
const LONGEST_MS = 20_000

export function startInTerminal(args: readonly string[], options: PtyOptions = {}): PtyRun {
  const { columns = 80, rows = 24, env = {}, shell } = options
  const emulator = new xterm.Terminal({ cols: columns, rows, scrollback: 1000, allowProposedApi: true })
  const command = shell === undefined ? [process.execPath, BUILT, ...args] : ['/bin/sh', '-c', shell]
  const child = spawn(command[0] ?? '', command.slice(1), {
    name: 'xterm-256color',
    cols: columns,
    rows,
    cwd: ROOT,
    env: environment(env),
  })
  let raw = ''
  const watchers = new Set<() => void>()
  child.onData((data) => {
    raw += data
    emulator.write(data, () => {
      for (const watcher of watchers) watcher()
    })
  })
  const ended = new Promise<number>((resolve) => {
    // What was written last is parsed after the end is told.
    child.onExit(({ exitCode, signal }) =>
      emulator.write('', () => resolve(signal === undefined || signal === 0 ? exitCode : 128 + signal)),
    )
  })
  const shown = () => screenRows(emulator)
  return {
    rows: shown,
    text: () => shown().join('\n'),
    raw: () => raw,
    emulator,
    alternate: () => emulator.buffer.active.type === 'alternate',
    press: (keys) => child.write(keys),
    resize(columns, rows) {
      emulator.resize(columns, rows)
      child.resize(columns, rows)
    },
    signal: (name) => child.kill(name),
    until(isSo, what) {
      return new Promise((resolve, reject) => {
        const done = () => {
          clearTimeout(timer)
          watchers.delete(check)
        }
        const check = () => {
          if (!isSo(shown().join('\n'))) return
          done()
          resolve()
        }
        const timer = setTimeout(() => {
          done()
          reject(new Error(`not seen: ${what}\n${shown().join('\n')}`))
        }, LONGEST_MS)
        watchers.add(check)
        check()
      })
    },
    ended,
    end() {
      try {
        child.kill('SIGKILL')
      } catch {
        // It has ended already.
      }
    },
  }
}

function environment(extra: Readonly<Record<string, string>>): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR'].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(kept), LANG: 'C.UTF-8', COLORTERM: 'truecolor', ...extra }
}

/** Rows of the active buffer that are on the screen now. */
function screenRows(emulator: Terminal): readonly string[] {
  const { active } = emulator.buffer
  return Array.from(
    { length: emulator.rows },
    (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '',
  )
}
