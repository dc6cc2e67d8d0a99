import { cellWidth, padCells } from '../../../lib/cell-width.ts'
import { escapeControl } from '../../../lib/escape.ts'
import type { Report, ReportPath } from '../../../report/report.ts'
import { predictionOn, predictionText } from '../../prediction.ts'
import { type Lines, paragraph, quoted } from '../../text/page.ts'
import type { Paint } from '../../text/theme.ts'
import type { ScreenLook } from '../look.ts'
import { type Cell, type MatrixRow, matrixRows } from '../matrix-rows.ts'
import { type Panel, type PanelOf, scrolling } from '../panel.ts'
import { seconds } from '../seconds.ts'
import { STAGE_COLUMNS } from '../stages.ts'
import { clipLine } from '../styled-line.ts'
import type { UiState } from '../ui-state.ts'
import { pathDetailLines } from './path-detail.ts'

/** The matrix: one row a path, one column a stage; below it the chosen path in short, or in full with Enter. */
export const pathsPanel: PanelOf = (state, look) => {
  const rows = matrixRows(state)
  const chosen = Math.max(0, Math.min(state.selected.paths, rows.length - 1))
  const path = reportPath(state, rows[chosen])
  if (state.opened && path !== undefined && state.report !== null) {
    return scrolling(pathDetailLines(path, state.report, look.page))
  }
  return matrix(rows, chosen, state, look)
}

const MARKS = 3
const TIME = 6

function matrix(rows: readonly MatrixRow[], chosen: number, state: UiState, look: ScreenLook): Panel {
  const { theme } = look.page
  if (rows.length === 0) {
    const text =
      state.running || state.report === null ? 'planning the paths' : 'there is no path: the kubeconfig was refused'
    return scrolling(['', ...paragraph(look.page, text, '  ', theme.faint)])
  }
  const cell = look.columns >= WIDE ? WIDE_CELL : CELL
  const longest = Math.max(...rows.map((row) => cellWidth(row.label)))
  const label = Math.max(10, Math.min(longest + 1, look.columns - MARKS - cell * STAGE_COLUMNS.length - TIME))
  const titles = STAGE_COLUMNS.map(([, title]) => title.padEnd(cell)).join('')
  const body = rows.flatMap((row, index) => rowLines(row, index === chosen, { label, cell }, look))
  const focus = rows.slice(0, chosen).reduce((line, row) => line + (row.waiting === null ? 1 : 2), 0)
  return {
    head: [theme.faint(`${' '.repeat(MARKS + label)}${titles}${'time'.padStart(TIME - 1)}`)],
    body,
    focus,
    foot: ['', ...legend(rows, look), ...chosenLines(reportPath(state, rows[chosen]), state.report, look)],
  }
}

const CELL = 7
const WIDE_CELL = 13
const WIDE = 120

function rowLines(
  row: MatrixRow,
  isChosen: boolean,
  widths: { readonly label: number; readonly cell: number },
  look: ScreenLook,
): Lines {
  const { signs, page } = look
  const marks = `${isChosen ? signs.cursor : ' '}${row.usedByKubectl ? signs.own : ' '} `
  const label = padCells(clipLine(escapeControl(row.label), widths.label - 1, signs.more), widths.label)
  const name = isChosen ? look.chosen(label) : row.usedByKubectl ? page.theme.strong(label) : label
  const cells = row.cells.map((cell) => cellText(cell, widths.cell, look)).join('')
  const time = (row.totalMs === null ? '' : seconds(row.totalMs)).padStart(TIME - 1)
  const waiting = row.waiting === null ? [] : [`     ${page.theme.caution(`${signs.running} ${row.waiting}`)}`]
  return [`${marks}${name}${cells}${page.theme.faint(time)}`, ...waiting]
}

function cellText(cell: Cell, width: number, look: ScreenLook): string {
  const { text, paint } = sign(cell, look)
  const timed = width === WIDE_CELL && cell.ms !== null && cell.status !== 'skipped' && cell.status !== 'running'
  const whole = timed && cell.ms !== null ? `${text} ${seconds(cell.ms)}` : text
  return paint(whole) + ' '.repeat(Math.max(1, width - cellWidth(whole)))
}

/** Shape and word besides the colour. */
function sign(cell: Cell, { page, signs }: ScreenLook): { readonly text: string; readonly paint: Paint } {
  const { glyphs, theme } = page
  switch (cell.status) {
    case 'ok':
      return { text: `${glyphs.ok} ${cell.word ?? 'ok'}`, paint: theme.good }
    case 'failed':
      return { text: `${glyphs.failed} ${cell.word ?? 'fail'}`, paint: theme.bad }
    case 'skipped':
      return { text: `${glyphs.skipped} skip`, paint: theme.faint }
    case 'unseen':
      return { text: 'unseen', paint: theme.faint }
    case 'running':
      return { text: `${signs.running} ${cell.ms === null ? '' : seconds(cell.ms)}`, paint: theme.caution }
    case 'waiting':
      return { text: signs.waiting, paint: theme.faint }
  }
}

function legend(rows: readonly MatrixRow[], { page, signs }: ScreenLook): Lines {
  return rows.some((row) => row.usedByKubectl) ? [page.theme.faint(`  ${signs.own} the path kubectl takes`)] : []
}

function chosenLines(path: ReportPath | undefined, report: Report | null, { page }: ScreenLook): Lines {
  if (path === undefined || report === null) return []
  const prediction = predictionOn(path)
  const paint =
    prediction.kind === 'prints'
      ? page.theme.bad
      : prediction.kind === 'succeeds'
        ? page.theme.good
        : page.theme.caution
  const worst = path.stages.find((stage) => stage.status === 'failed')
  return [
    ...paragraph(page, path.label, '  ', page.theme.strong),
    ...paragraph(page, prediction.kind === 'prints' ? 'kubectl prints here' : 'kubectl here', '  '),
    ...quoted(page, predictionText(prediction), '  ', paint),
    ...(worst === undefined || worst.detail === '' || path.kubectlMessage?.includes(worst.detail) === true
      ? []
      : paragraph(page, `${worst.name}: ${worst.detail}`, '  ', page.theme.faint)),
  ]
}

function reportPath(state: UiState, row: MatrixRow | undefined): ReportPath | undefined {
  return state.report?.paths.find((path) => path.id === row?.id)
}
