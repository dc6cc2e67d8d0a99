import type { Report, ReportPath } from '../../../report/report.ts'
import { findingLines } from '../../text/findings.ts'
import { type Lines, type Page, section } from '../../text/page.ts'
import { pathReasonLines } from '../../text/path-reason.ts'
import { targetLines } from '../../text/target.ts'
import { wordsLines } from '../../text/words.ts'
import type { ScreenLook } from '../look.ts'
import { notYet, type PanelOf, scrolling } from '../panel.ts'
import { wantedLines } from './wanted.ts'

/** kubectl's own words, and what in the certificate breaks it: what was wanted against what came. */
export const whyPanel: PanelOf = ({ report }, look) => {
  if (report === null) return notYet(look)
  const { page } = look
  return scrolling(
    joined([
      section(page, "KUBECTL'S WORDS", wordsLines(report, page)),
      section(page, 'WANTED AGAINST PRESENTED', wanted(report, look)),
      section(page, 'FINDINGS', findingLines(report, page)),
      section(page, 'WHY THIS PATH', pathReasonLines(report.proxy, page)),
      section(page, 'TARGET', targetLines(report, page)),
    ]),
  )
}

function wanted(report: Report, { page }: ScreenLook): Lines {
  const own: ReportPath | undefined = report.paths.find((path) => path.usedByKubectl)
  return own === undefined ? [] : wantedLines(own, report, page)
}

/** Parts that have something to say, an empty line between them. */
export function joined(parts: readonly Lines[]): Lines {
  return parts.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
}

/** One line where a view has nothing to say. */
export function nothing(page: Page, text: string): Lines {
  return ['', `  ${page.theme.faint(text)}`]
}
