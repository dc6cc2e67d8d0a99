import type { Report, ReportPath } from '../../../report/report.ts'
import { certificateLines } from '../../text/certificate.ts'
import { type Lines, type Page, paragraph, section } from '../../text/page.ts'
import { trustText } from '../../text/target.ts'
import type { ScreenLook } from '../look.ts'
import { matrixRows } from '../matrix-rows.ts'
import { notYet, type PanelOf, scrolling } from '../panel.ts'
import { sideBySide } from '../side-by-side.ts'
import type { UiState } from '../ui-state.ts'
import { joined } from './why.ts'

type Chain = NonNullable<ReportPath['presented']>

/** The chain of the chosen path, what the kubeconfig trusts, and the chain of a path that is clean, beside each other. */
export const chainPanel: PanelOf = (state, look) => {
  const { report } = state
  if (report === null) return notYet(look)
  const path = chosenPath(state, report)
  const clean = report.paths.find(
    (other) => other !== path && other.verdict.outcome === 'accepted' && other.presented !== null,
  )
  const columns = [
    (page: Page) => section(page, 'PRESENTED', path === undefined ? [] : presentedLines(path, report, page)),
    (page: Page) => section(page, 'TRUSTED', trustLines(report, page)),
    ...(clean === undefined
      ? []
      : [(page: Page) => section(page, 'ON A CLEAN PATH', presentedLines(clean, report, page))]),
  ]
  return scrolling(arranged(columns, look))
}

/** As many columns as fit, the others below. */
function arranged(columns: readonly ((page: Page) => Lines)[], look: ScreenLook): Lines {
  const across = Math.max(1, Math.min(columns.length, Math.floor((look.columns + GAP) / (NARROWEST + GAP))))
  const width = Math.floor((look.columns - GAP * (across - 1)) / across)
  const page: Page = { ...look.page, width }
  const drawn = columns.map((column) => column(page))
  const rows = Array.from({ length: Math.ceil(drawn.length / across) }, (_, row) =>
    drawn.slice(row * across, (row + 1) * across),
  )
  return joined(rows.map((row) => sideBySide(row, width, GAP, look.signs.more)))
}

const GAP = 2
const NARROWEST = 38

/** The path that is chosen in the matrix. */
function chosenPath(state: UiState, report: Report): ReportPath | undefined {
  const rows = matrixRows(state)
  const id = rows[Math.min(state.selected.paths, rows.length - 1)]?.id
  return report.paths.find((path) => path.id === id) ?? report.paths.find((path) => path.usedByKubectl)
}

function presentedLines(path: ReportPath, report: Report, page: Page): Lines {
  const on = paragraph(page, `on ${path.label}`, '  ', page.theme.faint)
  if (path.presented === null) return [...on, ...paragraph(page, 'no chain came', '  ')]
  if (path.presented.length === 0) return [...on, ...paragraph(page, 'an empty chain came', '  ')]
  return [...on, ...verdictLine(path, page), ...chainLines(path.presented, report, page)]
}

function verdictLine({ verdict }: ReportPath, page: Page): Lines {
  if (verdict.outcome === 'accepted') return paragraph(page, 'accepted', `  ${page.glyphs.ok} `, page.theme.good)
  if (verdict.stage !== 'certificate' || verdict.text === null) return []
  return paragraph(page, verdict.text, `  ${page.glyphs.failed} `, page.theme.bad)
}

function chainLines(chain: Chain, report: Report, page: Page): Lines {
  const trusted = new Set(report.target?.trust.certificates.map((anchor) => anchor.sha256))
  return chain.flatMap((certificate, index) => [
    ...certificateLines(certificate, index, page),
    ...(trusted.has(certificate.sha256) ? paragraph(page, 'trusted', `     ${page.glyphs.ok} `, page.theme.good) : []),
  ])
}

function trustLines({ target }: Report, page: Page): Lines {
  if (target === null) return paragraph(page, 'nothing: there is no target', '  ')
  const { trust } = target
  const shown = trust.certificates.slice(0, MAX_ANCHORS)
  const more = trust.certificates.length - shown.length
  return [
    ...paragraph(page, trustText(trust), '  ', page.theme.faint),
    ...shown.flatMap((anchor, index) => certificateLines(anchor, index, page)),
    ...(more > 0 ? paragraph(page, `${more} more`, '  ') : []),
  ]
}

const MAX_ANCHORS = 20
