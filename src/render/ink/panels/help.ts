import { type Lines, type Page, paragraph } from '../../text/page.ts'
import { type PanelOf, scrolling } from '../panel.ts'
import { VIEWS } from '../views.ts'

/** Every key. */
export const helpPanel: PanelOf = (_, { page, columns }) => {
  const left = [...group(page, 'VIEWS', viewKeys()), '', ...group(page, 'REPORT', REPORT)]
  const right = [...group(page, 'MOVE', MOVE), '', ...group(page, 'REMEDIES', REMEDIES)]
  return scrolling([
    ...beside(left, right, columns >= TWO_COLUMNS),
    '',
    ...paragraph(
      page,
      'The plain report stays on the terminal when this screen closes; its exit status is that of -o text.',
      '  ',
      page.theme.faint,
    ),
  ])
}

const TWO_COLUMNS = 76
const COLUMN = 38
const KEYS = 15

type Keys = readonly (readonly [keys: string, does: string])[]

function viewKeys(): Keys {
  return [...VIEWS.map((view) => [view.key, view.title] as const), ['Tab, ← →, h l', 'next, previous view']]
}

const MOVE: Keys = [
  ['↑ ↓, j k', 'choose a row, scroll'],
  ['Space f, b', 'a page on, back'],
  ['d, u', 'half a page on, back'],
  ['g, G', 'first, last'],
  ['Enter', 'open the chosen row'],
  ['Esc', 'back'],
  ['/, n N', 'search, next, previous'],
]
const REPORT: Keys = [
  ['r', 'run again'],
  ['o', 'choose the format'],
  ['s', 'save the report'],
  ['q', 'quit; Ctrl-C: at once'],
]
const REMEDIES: Keys = [
  ['c', 'copy the steps'],
  ['a', 'apply, after a question'],
]

function group(page: Page, title: string, keys: Keys): Lines {
  return [page.theme.heading(title), ...keys.map(([key, does]) => `  ${readable(key, page).padEnd(KEYS)}${does}`)]
}

/** Arrows have no ASCII sign. */
function readable(key: string, page: Page): string {
  const ascii = page.glyphs.pointer === '>'
  return ascii ? key.replace('← →', 'arrows').replace('↑ ↓', 'arrows') : key
}

function beside(left: Lines, right: Lines, fits: boolean): Lines {
  if (!fits) return [...left, '', ...right]
  return Array.from({ length: Math.max(left.length, right.length) }, (_, row) => {
    const text = left[row] ?? ''
    return `${text}${' '.repeat(Math.max(1, COLUMN - text.replace(/\u001b\[[\d;]*m/g, '').length))}${right[row] ?? ''}`.trimEnd()
  })
}
