import { diagnose } from '../diagnose.ts'
import { UsageError } from '../errors.ts'
import type { Report } from '../report/report.ts'
import { crashReport } from '../report/scan.ts'
import type { System } from '../system/system.ts'
import { reportOf } from './report-of.ts'
import type { DiagnoseRequest } from './request.ts'
import { sharedRuns } from './shared-runs.ts'

/** Each diagnosis runs kubectl up to twice. */
const MOST_PROCESSES = 8

export interface ScanRequest {
  /** `null`: the active context. */
  readonly contexts: readonly (string | null)[]
  /** Of each of them; its timeout too. */
  readonly request: DiagnoseRequest
  readonly concurrency: number
}

export interface ScanHooks {
  readonly signal: AbortSignal
  onStart(index: number): void
  onReport(index: number, report: Report): void
}

/**
 * Diagnoses many contexts, a few at a time. What goes wrong in one of them, a bug of ours included, is that one's report.
 *
 * @returns the reports in the order of the contexts; `null` for those that an interruption came before
 * @throws UsageError where every context was refused for the same flags
 */
export async function scanContexts(
  { contexts, request, concurrency }: ScanRequest,
  hooks: ScanHooks,
  system: System,
): Promise<readonly (Report | null)[]> {
  const shared = sharedRuns(system, MOST_PROCESSES)
  const reports: (Report | null)[] = contexts.map(() => null)
  const refusals: UsageError[] = []
  const queue = [...contexts.entries()]
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined && !hooks.signal.aborted; next = queue.shift()) {
      const [index, context] = next
      hooks.onStart(index)
      const report = await reportFor(context, request, hooks, shared, refusals)
      reports[index] = report
      hooks.onReport(index, report)
    }
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, contexts.length) }, worker))
  const [refusal] = refusals
  if (refusal !== undefined && refusals.length === contexts.length) throw refusal
  return reports
}

async function reportFor(
  context: string | null,
  request: DiagnoseRequest,
  { signal }: ScanHooks,
  system: System,
  refusals: UsageError[],
): Promise<Report> {
  const flags = context === null ? request.flags : { ...request.flags, context }
  try {
    return reportOf(await diagnose({ ...request, flags }, { signal, onEvent: () => {} }, system))
  } catch (error) {
    if (error instanceof UsageError) refusals.push(error)
    const problem = error instanceof Error ? error.message : String(error)
    return crashReport(problem, error instanceof UsageError, system.now(), system.platform)
  }
}
