import { escapeControlLines } from '../lib/escape.ts'
import { rendererOf } from '../render/renderer-of.ts'
import type { Report } from '../report/report.ts'
import type { System } from '../system/system.ts'
import { type AskedDiagnosis, tellNotices } from './diagnosis.ts'
import { EXIT } from './exit-code.ts'
import { interruptible } from './interrupt.ts'
import { lookOf } from './terminal.ts'
import type { World } from './world.ts'

/**
 * `--watch` without a screen: the report, then one line for each change; a format for machines gets every report whole.
 * Ends with Ctrl-C.
 */
export async function watchAndPrint(
  asked: AskedDiagnosis & { readonly watchMs: number },
  system: System,
  world: World,
): Promise<number> {
  const { diagnose } = await import('../diagnose.ts')
  const { reportOf } = await import('../diagnose/report-of.ts')
  const render = await rendererOf(asked.format)
  const ctrlC = interruptible(world)
  let before: Report | null = null
  try {
    while (!ctrlC.signal.aborted) {
      const found = await diagnose(asked.request, { signal: ctrlC.signal, onEvent: () => {} }, system)
      const report = reportOf(found)
      if (before === null) await tellNotices(found, world)
      const isWhole = before === null || (asked.format !== 'text' && asked.format !== 'wide')
      if (isWhole) await world.stdout.write(render(report, lookOf(world, asked.noColor)))
      else if (before !== null && !ctrlC.signal.aborted) await world.stdout.write(await changedText(before, report))
      before = report
      await pause(asked.watchMs, ctrlC.signal)
    }
    return EXIT.interrupted
  } finally {
    ctrlC.stop()
  }
}

async function changedText(before: Report, after: Report): Promise<string> {
  const { changesBetween } = await import('../report/changes.ts')
  return changesBetween(before, after)
    .map(({ since, text }) => `${since}  ${escapeControlLines(text).join(' ')}\n`)
    .join('')
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(end, ms)
    if (signal.aborted) end()
    signal.addEventListener('abort', end, { once: true })
  })
}
