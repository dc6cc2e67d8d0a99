import { escapeControlLines } from '../../../lib/escape.ts'
import { wrapWithIndent } from '../../../lib/wrap.ts'
import type { ReportRemedy } from '../../../report/report.ts'
import { type Lines, type Page, paragraph, quoted } from '../../text/page.ts'
import { proofText, remedyLabel } from '../../text/remedies.ts'
import type { Paint } from '../../text/theme.ts'
import type { ScreenLook } from '../look.ts'
import { notYet, type PanelOf, scrolling } from '../panel.ts'
import { remediesInOrder } from '../remedy-steps.ts'
import { clipLine } from '../styled-line.ts'
import { nothing } from './why.ts'

/** One row a remedy with its proof; Enter shows the steps of the chosen one. */
export const remediesPanel: PanelOf = (state, look) => {
  if (state.report === null) return notYet(look)
  const remedies = remediesInOrder(state.report)
  if (remedies.length === 0) return scrolling(nothing(look.page, 'no change is offered'))
  const chosen = Math.max(0, Math.min(state.selected.remedies, remedies.length - 1))
  const remedy = remedies[chosen]
  if (state.opened && remedy !== undefined) return scrolling(openedLines(remedy, look))
  return {
    head: [],
    body: remedies.map((other, index) => row(other, index === chosen, look)),
    focus: chosen,
    foot: remedy === undefined ? [] : ['', ...chosenLines(remedy, look.page)],
  }
}

function row(remedy: ReportRemedy, isChosen: boolean, look: ScreenLook): string {
  const { sign, paint } = proofLook(remedy, look.page)
  const word = remedy.proof.status.padEnd(8)
  const room = look.columns - PREFIX
  const title = clipLine(paragraph(look.page, remedy.title, '').join(' '), room, look.signs.more)
  return `${isChosen ? look.signs.cursor : ' '} ${paint(`${sign} ${word}`)}  ${isChosen ? look.chosen(title) : title}`
}

/** Cursor, sign, word and the blanks between them. */
const PREFIX = 14

function chosenLines(remedy: ReportRemedy, page: Page): Lines {
  return [
    ...paragraph(page, remedyLabel(remedy), '  '),
    ...paragraph(page, proofText(remedy.proof), '  '),
    ...paragraph(page, 'Enter shows the steps', '  ', page.theme.faint),
  ]
}

function openedLines(remedy: ReportRemedy, { page }: ScreenLook): Lines {
  const { sign, paint } = proofLook(remedy, page)
  const edits = remedy.edit !== undefined && remedy.edit !== null
  const hint = edits
    ? `c copies these steps, a applies it: kubectl tlsdoctor fix ${remedy.id} --apply`
    : 'c copies these steps'
  return [
    ...paragraph(page, remedy.title, `  ${sign} `, paint),
    ...paragraph(page, remedyLabel(remedy), '    '),
    ...paragraph(page, proofText(remedy.proof), '    '),
    '',
    ...remedy.steps.flatMap((step) => stepLines(step, page)),
    '',
    ...paragraph(page, `${remedy.id} for ${remedy.fixes.join(', ')}`, '  ', page.theme.faint),
    ...paragraph(page, hint, '  ', page.theme.faint),
  ]
}

/** Broken where the screen ends: what is copied comes from the report, not from the screen. */
function stepLines(step: ReportRemedy['steps'][number], page: Page): Lines {
  switch (step.kind) {
    case 'command':
      return escapeControlLines(step.text).flatMap((line, index) =>
        wrapWithIndent(line, page.width, index === 0 ? '    $ ' : '      ', '      '),
      )
    case 'edit':
      return escapeControlLines(step.text).flatMap((line) => paragraph(page, line, '    '))
    case 'request':
      return quoted(page, step.text, '    ')
  }
}

function proofLook(remedy: ReportRemedy, page: Page): { readonly sign: string; readonly paint: Paint } {
  switch (remedy.proof.status) {
    case 'proved':
      return { sign: page.glyphs.ok, paint: page.theme.good }
    case 'unproved':
      return { sign: page.glyphs.unknown, paint: page.theme.caution }
    case 'refuted':
      return { sign: page.glyphs.failed, paint: page.theme.faint }
  }
}
