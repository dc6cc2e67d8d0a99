import { diagnoseRequest } from '../../src/cli/options.ts'
import { parse } from '../../src/cli/parser.ts'
import type { DiagnoseRequest } from '../../src/diagnose/request.ts'

/** What a command line with these flags asks of a diagnosis. */
export function requestOf(...flags: readonly string[]): DiagnoseRequest {
  return diagnoseRequest(parse(flags).invocation)
}
