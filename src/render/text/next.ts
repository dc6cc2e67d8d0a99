import type { Report, ReportPath } from '../../report/report.ts'
import { type Lines, type Page, paragraph } from './page.ts'

/** The blockers that are stacked on a path, each hidden by the one before. */
export function nextLines(report: Report, page: Page): Lines {
  const paths = report.paths.filter((path) => path.usedByKubectl || page.wide)
  return paths.filter((path) => path.verdict.next.length > 0).flatMap((path) => ladder(path, page))
}

function ladder(path: ReportPath, page: Page): Lines {
  const rungs = blockers(path)
  return [
    ...paragraph(page, `${path.label}: each hides the one after it`, '  '),
    ...rungs.flatMap((rung, index) => [
      ...paragraph(page, `${rung.stage}: ${rung.text}`, `  ${index + 1}. `),
      ...(page.wide ? paragraph(page, rung.code, '     ', page.theme.faint) : []),
    ]),
  ]
}

export interface Blocker {
  readonly stage: string
  readonly code: string
  readonly text: string
}

/** What is rejected now, then what would be once that is mended, in order. */
export function blockers(path: ReportPath): readonly Blocker[] {
  const { stage, code, text, next } = path.verdict
  const now = code === null ? [] : [{ stage, code, text: text ?? code }]
  return [...now, ...next.map((error) => ({ stage: error.stage, code: error.code, text: error.text }))]
}
