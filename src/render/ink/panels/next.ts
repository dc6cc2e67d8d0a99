import type { ReportPath } from '../../../report/report.ts'
import { blockers } from '../../text/next.ts'
import { type Lines, type Page, paragraph } from '../../text/page.ts'
import { notYet, type PanelOf, scrolling } from '../panel.ts'
import { joined, nothing } from './why.ts'

/** What is stacked on each path: every error hides the one after it. kubectl's own path comes first. */
export const nextPanel: PanelOf = ({ report }, look) => {
  if (report === null) return notYet(look)
  const blocked = report.paths.filter((path) => blockers(path).length > 0)
  if (blocked.length === 0) return scrolling(nothing(look.page, 'nothing stands in the way on any path'))
  const ordered = [...blocked].sort((a, b) => Number(b.usedByKubectl) - Number(a.usedByKubectl))
  return scrolling(joined(ordered.map((path) => ladder(path, look.page))))
}

function ladder(path: ReportPath, page: Page): Lines {
  const rungs = blockers(path)
  const own = path.usedByKubectl ? ' (the path kubectl takes)' : ''
  return [
    ...paragraph(page, `${path.label}${own}`, '  ', page.theme.strong),
    ...rungs.flatMap((rung, index) => [
      ...paragraph(
        page,
        index === 0 ? `now, ${rung.stage}` : `then, ${rung.stage}`,
        `  ${index + 1}. `,
        page.theme.bad,
      ),
      ...paragraph(page, rung.text, '     '),
      ...paragraph(page, rung.code, '     ', page.theme.faint),
    ]),
    ...paragraph(
      page,
      rungs.length === 1 ? 'nothing more is known behind it' : 'each hides the one after it',
      '  ',
      page.theme.faint,
    ),
  ]
}
