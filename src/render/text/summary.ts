import type { Report } from '../../report/report.ts'
import { type Lines, type Page, paragraph } from './page.ts'
import type { Paint } from './theme.ts'

/** One word for the outcome, and the two or three sentences that suffice if nothing else is read. */
export function summaryLines(report: Report, page: Page): Lines {
  const { sign, word, paint } = outcome(report, page)
  return [paint(`${sign} ${word}`), ...paragraph(page, report.summary, '  ', page.theme.strong), ...asked(report, page)]
}

function outcome(report: Report, page: Page): { readonly sign: string; readonly word: string; readonly paint: Paint } {
  switch (report.outcome) {
    case 'healthy':
      return { sign: page.glyphs.ok, word: 'HEALTHY', paint: page.theme.good }
    case 'degraded':
      return { sign: page.glyphs.warning, word: 'DEGRADED', paint: page.theme.caution }
    case 'failing':
      return { sign: page.glyphs.failed, word: 'FAILING', paint: page.theme.bad }
    case 'unfinished':
      return { sign: page.glyphs.unknown, word: 'UNFINISHED', paint: page.theme.caution }
  }
}

function asked(report: Report, page: Page): Lines {
  const command = ['kubectl', ...report.argv].join(' ')
  return paragraph(page, `${command}   ${report.at}   tlsdoctor ${report.tool.version}`, '  ', page.theme.faint)
}
