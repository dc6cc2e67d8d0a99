import { escapeControl } from '../../lib/escape.ts'
import { wrapWithIndent } from '../../lib/wrap.ts'
import type { Report } from '../../report/report.ts'
import { type Lines, type Page, paragraph } from './page.ts'
import type { Paint } from './theme.ts'

/** One word for the outcome, and the two or three sentences that suffice if nothing else is read: four lines at most. */
export function summaryLines(report: Pick<Report, 'outcome' | 'summary'>, page: Page): Lines {
  const { sign, word, paint } = outcome(report, page)
  const lead = `${sign} ${word}`
  const [first = '', ...rest] = wrapWithIndent(`${word}  ${escapeControl(report.summary)}`, page.width, `${sign} `)
  return [
    paint(lead) + page.theme.strong(first.slice(lead.length)),
    ...rest.map((line) => `  ${page.theme.strong(line.slice(2))}`),
  ]
}

/** When it was looked at, and by which doctor: what a reader needs who finds this text later. */
export function footerLines(report: Report, page: Page): Lines {
  return paragraph(page, `${report.at}, ${report.tool.name} ${report.tool.version}`, '', page.theme.faint)
}

function outcome(
  report: Pick<Report, 'outcome'>,
  page: Page,
): { readonly sign: string; readonly word: string; readonly paint: Paint } {
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
