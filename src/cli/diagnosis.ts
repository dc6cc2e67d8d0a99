import type { Case } from '../case.ts'
import type { DiagnoseRequest } from '../diagnose/request.ts'
import { UsageError } from '../errors.ts'
import { escapeControl } from '../lib/escape.ts'
import type { Format } from '../render/format.ts'
import { rendererOf } from '../render/renderer-of.ts'
import type { System } from '../system/system.ts'
import type { OnEvent } from '../transcript/event.ts'
import { anonymized } from './anonymized.ts'
import { exitCodeOf, type FailOn } from './exit-code.ts'
import { interruptible } from './interrupt.ts'
import { type Invocation, isSet, lastValue } from './invocation.ts'
import { diagnoseRequest, failOn, watchMs } from './options.ts'
import { outputFormat } from './output-format.ts'
import { DIAGNOSIS_FORMATS, REPORT_FORMATS, SCREEN } from './output-formats.ts'
import { type Progress, progress } from './progress.ts'
import { keepsAnything, type Saving, saveWhatWasFound, savingOf } from './saving.ts'
import { lookOf, screenTerminal } from './terminal.ts'
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
  /** The terminal UI, where there is a terminal for it. */
  readonly screen: 'asked' | 'default' | 'no'
  /** Milliseconds between two runs; `null`: one run. */
  readonly watchMs: number | null
  readonly request: DiagnoseRequest
}

/** @throws UsageError for a value that makes no sense, before anything is touched */
export function askedDiagnosis(invocation: Invocation): AskedDiagnosis {
  const output = lastValue(invocation, 'output')
  const asked = outputFormat(output, DIAGNOSIS_FORMATS, 'text')
  return {
    request: diagnoseRequest(invocation),
    ...askedConclusion(invocation, asked === SCREEN ? 'text' : asked),
    screen: output === undefined ? 'default' : asked === SCREEN ? 'asked' : 'no',
    watchMs: watchMs(invocation),
  }
}

/** @throws UsageError for a value that makes no sense */
export function askedConclusion(
  invocation: Invocation,
  format: Format = outputFormat(lastValue(invocation, 'output'), REPORT_FORMATS, 'text'),
): AskedConclusion {
  return {
    format,
    failOn: failOn(invocation),
    noColor: isSet(invocation, 'no-color'),
    saving: savingOf(invocation),
  }
}

/**
 * Looks, judges and shows: on a terminal on its whole screen, elsewhere as text.
 *
 * @returns the exit status
 */
export async function diagnoseAndShow(asked: AskedDiagnosis, system: System, world: World): Promise<number> {
  const terminal = asked.screen === 'no' || asked.saving.anonymize ? null : screenTerminal(world)
  if (terminal !== null) {
    const { diagnoseOnScreen } = await import('./on-screen.ts')
    return diagnoseOnScreen(asked, terminal, system, world)
  }
  if (asked.screen === 'asked') await world.stderr.write('notice: no terminal for -o ink; the text report follows\n')
  if (asked.watchMs === null) return diagnoseAndPrint(asked, system, world)
  if (keepsAnything(asked.saving)) {
    throw new UsageError('--watch cannot be combined with --save-case, --save-certs or --anonymize')
  }
  const { watchAndPrint } = await import('./watch.ts')
  return watchAndPrint({ ...asked, watchMs: asked.watchMs }, system, world)
}

/**
 * Looks, judges and prints; after Ctrl-C with what was found until then.
 *
 * @returns the exit status
 */
async function diagnoseAndPrint(asked: AskedDiagnosis, system: System, world: World): Promise<number> {
  const { diagnose } = await import('../diagnose.ts')
  const ctrlC = interruptible(world)
  const watched = progress(world)
  try {
    const found = await diagnose(
      asked.request,
      { signal: ctrlC.signal, onEvent: withHeadStart(watched, asked) },
      system,
    )
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
  const { reportOf, render } = await concluding(asked.format)
  const subject = asked.saving.anonymize ? await anonymized(found, world) : found
  const problems = await saveWhatWasFound(subject, asked.saving)
  const report = reportOf(subject)
  await world.stdout.write(render(report, lookOf(world, asked.noColor)))
  if (problems.length > 0) throw new UsageError(problems.join('\n'))
  return exitCodeOf(report.outcome, asked.failOn, found.interrupted === 'signal')
}

/**
 * What judges and shows is evaluated while others work: kubectl, which is asked for its version first, or else the first
 * peer on its part of the handshake.
 */
function withHeadStart({ onEvent }: Progress, { format, request }: AskedDiagnosis): OnEvent {
  let begun = false
  const begin = () => {
    if (!begun) setImmediate(() => void concluding(format))
    begun = true
  }
  if (request.kubectlVersion === null) begin()
  return (event) => {
    onEvent(event)
    if (event.kind === 'stage-started' && event.stage === 'tls') begin()
  }
}

async function concluding(format: Format) {
  const { reportOf } = await import('../diagnose/report-of.ts')
  return { reportOf, render: await rendererOf(format) }
}

/** A kubectl that cannot be run is no error, but people should know that it was not asked. */
export async function tellNotices(found: Case, world: World): Promise<void> {
  const { problem, binary } = found.kubectl
  if (problem !== null) await world.stderr.write(`notice: ${escapeControl(`${binary ?? 'kubectl'}: ${problem}`)}\n`)
}
