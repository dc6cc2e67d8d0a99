import type { DiagnoseRequest } from '../../diagnose/request.ts'
import { UsageError } from '../../errors.ts'
import type { Report } from '../../report/report.ts'
import { EXIT, exitCodeOf, type FailOn } from '../exit-code.ts'
import { interruptible } from '../interrupt.ts'
import { type Invocation, isSet, lastValue, type RunCommand } from '../invocation.ts'
import { liveScan } from '../live-scan.ts'
import { diagnoseRequest, failOn } from '../options.ts'
import { outputFormat } from '../output-format.ts'
import { ROW_FORMATS } from '../output-formats.ts'
import { shown } from '../read-flags.ts'
import { lookOf } from '../terminal.ts'

const DEFAULT_CONCURRENCY = 8
const MOST_CONCURRENCY = 64

/** The same diagnosis for many contexts, one row each. */
export const runScan: RunCommand = async (invocation, world) => {
  const format = outputFormat(lastValue(invocation, 'output'), ROW_FORMATS, 'text')
  const severity = failOn(invocation)
  const noColor = isSet(invocation, 'no-color')
  const concurrency = concurrencyOf(invocation)
  const asked = diagnoseRequest(invocation)
  refuseTwoSelections(invocation, asked)
  const system = await world.system()
  const { loadKubeconfig } = await import('../../kubeconfig/load.ts')
  const loaded = loadKubeconfig(asked.flags.kubeconfig, system)
  const named = isSet(invocation, 'all-contexts')
    ? loaded.kind === 'loaded'
      ? [...loaded.kubeconfig.contexts.keys()]
      : []
    : [...new Set(invocation.positionals)]
  const contexts = named.length === 0 ? [asked.flags.context ?? null] : named
  const { scanContexts } = await import('../../diagnose/scan.ts')
  const { scanOf } = await import('../../report/scan.ts')
  const { scanRenderers } = await import('../../render/scan.ts')
  const ctrlC = interruptible(world)
  const at = system.now()
  const live = format === 'text' || format === 'wide' ? await liveScan(contexts, noColor, world) : null
  const hooks = {
    signal: ctrlC.signal,
    onStart: (index: number) => live?.onStart(index),
    onReport: (index: number, report: Report) => live?.onReport(index, report),
  }
  try {
    const request = { ...asked, loaded }
    const reports = await scanContexts({ contexts, request, concurrency }, hooks, system)
    const found = contexts.flatMap((context, index) => {
      const report = reports[index] ?? null
      return report === null ? [] : [{ context, report }]
    })
    await live?.end()
    await world.stdout.write(scanRenderers[format](scanOf(at, found), lookOf(world, noColor)))
    const left = contexts.length - found.length
    if (left > 0)
      await world.stderr.write(`interrupted: ${left} ${left === 1 ? 'context was' : 'contexts were'} not looked at\n`)
    return ctrlC.signal.aborted
      ? EXIT.interrupted
      : worst(
          found.map(({ report }) => report),
          severity,
        )
  } finally {
    await live?.end()
    ctrlC.stop()
  }
}

/** What fails comes before what is open, and that before what works. */
function worst(reports: readonly Report[], severity: FailOn): number {
  const codes = reports.map(({ outcome }) => exitCodeOf(outcome, severity, false))
  return [EXIT.failing, EXIT.unfinished].find((code) => codes.includes(code)) ?? EXIT.ok
}

function refuseTwoSelections(invocation: Invocation, { flags }: DiagnoseRequest): void {
  const ways = [invocation.positionals.length > 0, isSet(invocation, 'all-contexts'), flags.context !== undefined]
  if (ways.filter(Boolean).length > 1) {
    throw new UsageError('give contexts by name, or --all-contexts, or --context: one of them')
  }
}

function concurrencyOf(invocation: Invocation): number {
  const asked = lastValue(invocation, 'concurrency')
  if (asked === undefined) return DEFAULT_CONCURRENCY
  const value = /^\d{1,3}$/.test(asked) ? Number(asked) : 0
  if (value >= 1 && value <= MOST_CONCURRENCY) return value
  throw new UsageError(
    `invalid argument ${JSON.stringify(shown(asked))} for "--concurrency" flag: must be a number from 1 to ${MOST_CONCURRENCY}`,
  )
}
