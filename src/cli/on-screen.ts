import type { Case } from '../case.ts'
import { FORMATS, type Format } from '../render/format.ts'
import type { Screen } from '../render/ink/open-screen.tsx'
import { rendererOf } from '../render/renderer-of.ts'
import type { Report } from '../report/report.ts'
import type { System } from '../system/system.ts'
import { type AskedDiagnosis, conclude, tellNotices } from './diagnosis.ts'
import { EXIT } from './exit-code.ts'
import { saveFile } from './save-file.ts'
import { lookOf } from './terminal.ts'
import type { TerminalStreams, World } from './world.ts'

/**
 * The diagnosis on the whole screen: live, then to be read. When the user leaves, the plain report stays on the terminal.
 *
 * @returns the exit status; 130 after Ctrl-C, or where the user left before the first run had ended
 */
export async function diagnoseOnScreen(
  asked: AskedDiagnosis,
  terminal: TerminalStreams,
  system: System,
  world: World,
): Promise<number> {
  const { openScreen } = await import('../render/ink/open-screen.tsx')
  const controller = new AbortController()
  let report: Report | null = null
  let wake = (): void => {}
  let bytesOf = (_file: string): Uint8Array | null => null
  const screen = openScreen(
    { ...lookOf(world, asked.noColor), ...terminal, formats: FORMATS, watchEveryMs: asked.watchMs },
    {
      runAgain: () => wake(),
      save: async (file, format) => (report === null ? 'there is no report yet' : saveReport(report, file, format)),
      apply: async (remedy) => {
        const { applyOnScreen } = await import('./apply-on-screen.ts')
        const { written, notice } = await applyOnScreen(remedy, bytesOf, system)
        // What counts is not that it was written, but that kubectl works then.
        if (written) wake()
        return notice
      },
      gone: () => world.exit(EXIT.hungUp),
    },
  )
  const stopListening = world.onInterrupt(() => {
    // The screen is gone already: somebody does not want to wait for the rest.
    if (controller.signal.aborted) world.exit(EXIT.interrupted)
    screen.close('interrupt')
  })
  const left = screen.closed.finally(() => controller.abort())
  left.catch(() => {})
  const { rememberReads } = await import('../fix/remember-reads.ts')
  let whole: Case | null = null
  let cut: Case | null = null
  try {
    for (;;) {
      const remembered = rememberReads(system)
      const found = await oneRun(asked, screen, controller.signal, remembered.system)
      bytesOf = remembered.bytesOf
      if (controller.signal.aborted) cut = found
      else whole = found
      if (cut !== null) break
      const { reportOf } = await import('../diagnose/report-of.ts')
      report = reportOf(found)
      screen.runEnded(report)
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      await untilNextRun(asked.watchMs, woken, left, screen, system)
      if (controller.signal.aborted) break
    }
    const by = await left
    const found = whole ?? cut
    if (found === null) return EXIT.interrupted
    await tellNotices(found, world)
    const code = await conclude(found, asked, world)
    return by === 'interrupt' ? EXIT.interrupted : code
  } finally {
    screen.close('quit')
    stopListening()
  }
}

/** How often the elapsed times move. */
const TICK_MS = 100

async function oneRun(asked: AskedDiagnosis, screen: Screen, signal: AbortSignal, system: System): Promise<Case> {
  screen.runStarted()
  const startedMs = system.monotonicMs()
  const ticker = setInterval(() => screen.ticked(system.monotonicMs() - startedMs, null), TICK_MS)
  try {
    // The screen is drawn in a later turn, and should not wait until all this is evaluated.
    await new Promise((resolve) => setImmediate(resolve))
    const { diagnose } = await import('../diagnose.ts')
    return await diagnose(asked.request, { signal, onEvent: screen.probed }, system)
  } finally {
    clearInterval(ticker)
  }
}

/** Until `r`, until the watch's next turn, or until the user leaves. */
async function untilNextRun(
  watchMs: number | null,
  woken: Promise<void>,
  left: Promise<unknown>,
  screen: Screen,
  system: System,
): Promise<void> {
  if (watchMs === null) {
    await Promise.race([woken, left])
    return
  }
  const nextAtMs = system.monotonicMs() + watchMs
  let timer: NodeJS.Timeout | undefined
  const due = new Promise<void>((resolve) => {
    const tick = (): void => {
      const nextInMs = nextAtMs - system.monotonicMs()
      if (nextInMs <= 0) {
        resolve()
        return
      }
      screen.ticked(0, nextInMs)
      timer = setTimeout(tick, Math.min(nextInMs, COUNTDOWN_MS))
    }
    tick()
  })
  await Promise.race([woken, due, left]).finally(() => clearTimeout(timer))
}

const COUNTDOWN_MS = 1000

/** For files, not for this terminal: no colours, and a width that prints. */
const FILE_LOOK = { width: 100, colour: false, ascii: false } as const

async function saveReport(report: Report, file: string, format: string): Promise<string> {
  const known: Format | undefined = FORMATS.find((candidate) => candidate === format)
  if (known === undefined) return `there is no format ${format}`
  const render = await rendererOf(known)
  const text = render(report, FILE_LOOK)
  const problem = saveFile(file, text, { mode: 0o600, mayReplace: () => false, replaceable: 'empty' })
  return problem ?? `saved as ${known}: ${file}`
}
