import { toYaml } from '../lib/yaml-emit.ts'
import type { Report } from '../report/report.ts'
import { inContractOrder } from './ordered.ts'

/** The same document as JSON, in block style. */
export function renderYaml(report: Report): string {
  return toYaml(inContractOrder(report))
}
