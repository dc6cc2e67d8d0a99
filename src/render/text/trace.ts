import type { ReportPath } from '../../report/report.ts'
import { type Lines, type Page, paragraph } from './page.ts'

type Trace = ReportPath['verdict']['trace']

/** Every issuer that the verifier tried, and why it was left. @param names subjects by fingerprint */
export function traceLines(trace: Trace, names: ReadonlyMap<string, string>, page: Page, indent: string): Lines {
  return trace.flatMap((step) => {
    const candidate = names.get(step.candidate) ?? step.candidate
    const child = names.get(step.child) ?? step.child
    const result = step.result === 'accepted' ? 'accepted' : `rejected: ${step.reason ?? 'no reason'}`
    return paragraph(
      page,
      `issuer of ${child}? ${candidate} from ${step.from}: ${result}`,
      `${indent}${page.glyphs.bullet} `,
    )
  })
}
