import type { Report } from '../../report/report.ts'
import { type Lines, type Page, paragraph } from './page.ts'

/** Traffic that nobody asked for: what was sent to catch an interceptor, and how to switch it off. */
export function canaryLines(report: Report, page: Page): Lines {
  if (report.canaries.length === 0) return []
  return [
    ...report.canaries.flatMap((canary) => paragraph(page, canary.text, `  ${page.glyphs.bullet} `)),
    ...paragraph(page, '--no-canaries leaves these out', '  ', page.theme.faint),
  ]
}
