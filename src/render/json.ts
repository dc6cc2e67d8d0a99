import { escapeInsideJson } from '../lib/escape.ts'
import type { Report } from '../report/report.ts'
import { inContractOrder } from './ordered.ts'

/** The contract's JSON: its key order, two spaces, a final newline. */
export function renderJson(report: Report): string {
  return toJson(inContractOrder(report))
}

/** JSON that is also safe to look at: controls that JSON lets stand raw (C1, bidirectional marks) are escaped. */
export function toJson(value: unknown): string {
  return `${escapeInsideJson(JSON.stringify(value, null, 2))}\n`
}
