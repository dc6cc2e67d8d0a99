import type { Case } from '../case.ts'
import type { DiagnoseRequest } from '../diagnose/request.ts'
import { UsageError } from '../errors.ts'
import { escapeControl } from '../lib/escape.ts'
import { FORMATS, type Format } from '../render/format.ts'
import type { System } from '../system/system.ts'
import { exitCodeOf, type FailOn } from './exit-code.ts'
import { interruptible } from './interrupt.ts'
import { type Invocation, isSet, lastValue } from './invocation.ts'
import { diagnoseRequest, failOn } from './options.ts'
import { outputFormat } from './output-format.ts'
import { progress } from './progress.ts'
import { type Saving, saveWhatWasFound, savingOf } from './saving.ts'
import { lookOf } from './terminal.ts'
import type { World } from './world.ts'

/** What the command line asks of the output. */
export interface AskedConclusion {
  readonly format: Format
  readonly failOn: FailOn
  readonly noColor: boolean
  readonly saving: Saving
}

/** What it asks of a diagnosis, too. */
export interface AskedDiagnosis extends AskedConclusion {
  readonly request: DiagnoseRequest
}

/** @throws UsageError for a value that makes no sense, before anything is touched */
export function askedDiagnosis(invocation: Invocation): AskedDiagnosis {
  return { request: diagnoseRequest(invocation), ...askedConclusion(invocation) }
}

/** @throws UsageError for a value that makes no sense */
export function askedConclusion(invocation: Invocation): AskedConclusion {
  return {
    format: outputFormat(lastValue(invocation, 'output'), FORMATS, 'text'),
    failOn: failOn(invocation),
    noColor: isSet(invocation, 'no-color'),
    saving: savingOf(invocation),
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
    return await conclude(found, asked, world)
  } finally {
    ctrlC.stop()
  }
}

/**
 * Judges what was found, keeps what is to be kept, and prints the report.
 *
 * @returns the exit status
 * @throws UsageError after the report where something could not be kept
 */
export async function conclude(found: Case, asked: AskedConclusion, world: World): Promise<number> {
  const { reportOf } = await import('../diagnose.ts')
  const { renderers } = await import('../render/index.ts')
  const problems = await saveWhatWasFound(found, asked.saving)
  const report = reportOf(found)
  await world.stdout.write(renderers[asked.format](report, lookOf(world, asked.noColor)))
  if (problems.length > 0) throw new UsageError(problems.join('\n'))
  return exitCodeOf(report.outcome, asked.failOn, found.interrupted === 'signal')
}

/** A kubectl that cannot be run is no error, but people should know that it was not asked. */
async function tellNotices(found: Case, world: World): Promise<void> {
  const { problem, binary } = found.kubectl
  if (problem !== null) await world.stderr.write(`notice: ${escapeControl(`${binary ?? 'kubectl'}: ${problem}`)}\n`)
}
