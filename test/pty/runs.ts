import { afterEach } from 'vitest'
import { BUILT, type PtyOptions, type PtyRun, startInTerminal } from './terminal.ts'

export const DEMO = ['demo', '--no-observe'] as const
/** The start of its answer. */
export const VERDICT = 'FAILING  The proxy'
/** A busy machine takes seconds to start a program. */
export const PATIENCE = { testTimeout: 90_000, hookTimeout: 90_000 } as const

let runs: PtyRun[] = []
afterEach(() => {
  for (const run of runs) run.end()
  runs = []
})

/** A run that ends with its test at the latest. */
export function start(args: readonly string[], options: PtyOptions = {}): PtyRun {
  const run = startInTerminal(args, options)
  runs.push(run)
  return run
}

export function shows(run: PtyRun, text: string): Promise<void> {
  return run.until((screen) => screen.includes(text), text)
}

export function inShell(args: readonly string[]): string {
  return [process.execPath, BUILT, ...args].join(' ')
}

/** Every line that the terminal kept, wherever it stands now. */
export function scrollback({ emulator }: PtyRun): string {
  const { normal } = emulator.buffer
  return Array.from({ length: normal.length }, (_, row) => normal.getLine(row)?.translateToString(true) ?? '').join(
    '\n',
  )
}

/** DEC private mode 25, as it was left. */
export function cursorIsVisible(run: PtyRun): boolean {
  return /\u001b\[\?25h(?!.*\u001b\[\?25l)/s.test(run.raw())
}

/** Ink writes each frame as one synchronized update. */
export function framesOf(run: PtyRun): number {
  return run.raw().split('\u001b[?2026h').length - 1
}
