import type { Case } from '../case.ts'
import type { DiagnoseRequest } from '../diagnose/request.ts'
import { escapeControl } from '../lib/escape.ts'
import { FORMATS, type Format } from '../render/format.ts'
import type { System } from '../system/system.ts'
import { exitCodeOf, type FailOn } from './exit-code.ts'
import { interruptible } from './interrupt.ts'
import { type Invocation, isSet, lastValue } from './invocation.ts'
import { diagnoseRequest, failOn } from './options.ts'
import { outputFormat } from './output-format.ts'
import { progress } from './progress.ts'
import { lookOf } from './terminal.ts'
import type { World } from './world.ts'

/** What the command line asks of a diagnosis and of its output. */
export interface AskedDiagnosis {
  readonly request: DiagnoseRequest
  readonly format: Format
  readonly failOn: FailOn
  readonly noColor: boolean
}

/** @throws UsageError for a value that makes no sense, before anything is touched */
export function askedDiagnosis(invocation: Invocation): AskedDiagnosis {
  return {
    request: diagnoseRequest(invocation),
    format: outputFormat(lastValue(invocation, 'output'), FORMATS, 'text'),
    failOn: failOn(invocation),
    noColor: isSet(invocation, 'no-color'),
  }
}

/**
 * Looks, judges and prints; after Ctrl-C with what was found until then.
 *
 * @returns the exit status
 */
export async function diagnoseAndPrint(asked: AskedDiagnosis, system: System, world: World): Promise<number> {
  const { diagnose } = await import('../diagnose.ts')
  const ctrlC = interruptible(world)
  const watched = progress(world)
  try {
    const found = await diagnose(asked.request, { signal: ctrlC.signal, onEvent: watched.onEvent }, system)
    await watched.end()
    await tellNotices(found, world)
    return await printReport(found, asked, world)
  } finally {
    ctrlC.stop()
  }
}

async function printReport(found: Case, asked: AskedDiagnosis, world: World): Promise<number> {
  const { reportOf } = await import('../diagnose.ts')
  const { renderers } = await import('../render/index.ts')
  const report = reportOf(found)
  await world.stdout.write(renderers[asked.format](report, lookOf(world, asked.noColor)))
  return exitCodeOf(report.outcome, asked.failOn, found.interrupted === 'signal')
}

/** A kubectl that cannot be run is no error, but people should know that it was not asked. */
async function tellNotices(found: Case, world: World): Promise<void> {
  const { problem, binary } = found.kubectl
  if (problem !== null) await world.stderr.write(`notice: ${escapeControl(`${binary ?? 'kubectl'}: ${problem}`)}\n`)
}
