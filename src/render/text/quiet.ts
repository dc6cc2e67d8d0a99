import type { Report } from '../../report/report.ts'
import { type Lines, type Page, paragraph } from './page.ts'

/** Checks that could not run are named with their reason; those that ran and found nothing are counted. */
export function quietLines(report: Report, page: Page): Lines {
  const clear = report.quiet.filter((rule) => rule.state === 'clear').length
  const applicable = report.quiet.filter((rule) => rule.state === 'blocked' || rule.state === 'crashed')
  const elsewhere = report.quiet.filter((rule) => rule.state === 'not-applicable').length
  if (report.quiet.length === 0) return []
  return [
    ...paragraph(page, `${clear} clear, ${elsewhere} not applicable, ${applicable.length} without an answer`, '  '),
    ...applicable.flatMap((rule) =>
      paragraph(page, `${rule.id} ${rule.state}: ${rule.reason}`, `  ${page.glyphs.bullet} `),
    ),
  ]
}
