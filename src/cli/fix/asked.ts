import type { DiagnoseRequest } from '../../diagnose/request.ts'
import { UsageError } from '../../errors.ts'
import { type Invocation, isSet, lastValue } from '../invocation.ts'
import { diagnoseRequest } from '../options.ts'
import { outputFormat } from '../output-format.ts'
import { DATA_FORMATS } from '../output-formats.ts'

export interface AskedFix {
  readonly request: DiagnoseRequest
  readonly format: (typeof DATA_FORMATS)[number]
  readonly noColor: boolean
  /** Name of a remedy, or the beginning of one; `null`: list them. */
  readonly name: string | null
  readonly apply: boolean
  readonly undo: boolean
  readonly yes: boolean
}

/** @throws UsageError for flags that make no sense together */
export function askedFix(invocation: Invocation): AskedFix {
  const asked = {
    request: diagnoseRequest(invocation),
    format: outputFormat(lastValue(invocation, 'output'), DATA_FORMATS, 'text'),
    noColor: isSet(invocation, 'no-color'),
    name: invocation.positionals[0] ?? null,
    apply: isSet(invocation, 'apply'),
    undo: isSet(invocation, 'undo'),
    yes: isSet(invocation, 'yes'),
  }
  if (asked.apply && asked.undo) throw new UsageError('--apply and --undo exclude each other')
  if (asked.undo && asked.name !== null) throw new UsageError('--undo takes no remedy: it restores the newest backup')
  if (asked.apply && asked.name === null) {
    throw new UsageError('which remedy? give its name before --apply; "kubectl tlsdoctor fix" lists them')
  }
  return asked
}
