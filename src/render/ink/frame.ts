import type { Lines } from '../text/page.ts'
import { footerLine } from './footer.ts'
import { headerLines } from './header.ts'
import type { ScreenLook } from './look.ts'
import type { Panel } from './panel.ts'
import { panels } from './panels/index.ts'
import type { Room } from './step.ts'
import { clipLine, plainLine } from './styled-line.ts'
import { tabLine } from './tabs.ts'
import type { UiState } from './ui-state.ts'

/** A whole screen, and what of it the next key needs to know. */
export interface Frame {
  readonly lines: Lines
  readonly room: Room
}

/**
 * The screen as lines, each at most as wide as the terminal, one fewer than it has rows: Ink redraws a frame that fills
 * all rows from scratch, which flickers. Pure.
 */
export function frameOf(state: UiState, look: ScreenLook): Frame {
  const rows = Math.max(MIN_ROWS, look.rows - 1)
  const header = headerLines(state, look).slice(0, Math.max(1, Math.min(4, rows - 12)))
  const height = rows - header.length - 3
  const panel = panels[state.view](state, look)
  const { lines, room } = viewport(panel, height, state, look)
  const whole = [...header, '', tabLine(state, look), ...lines, footerLine(state, look)]
  return { lines: whole.slice(-rows).map((line) => clipLine(line, look.columns, look.signs.more)), room }
}

const MIN_ROWS = 5

function viewport(panel: Panel, height: number, state: UiState, look: ScreenLook) {
  const foot = panel.foot.slice(0, Math.max(0, height - panel.head.length - Math.min(panel.body.length, MIN_BODY)))
  const seen = Math.max(1, height - panel.head.length - foot.length)
  const plain = panel.body.map(plainLine)
  const top = topOf(panel, seen, state)
  const body = panel.body.slice(top, top + seen).map((line, index) => marked(line, top + index, state, look))
  const filled = [...panel.head, ...body, ...foot]
  const blank = Array.from({ length: Math.max(0, height - filled.length) }, () => '')
  return { lines: [...filled, ...blank].slice(0, Math.max(1, height)), room: { lines: plain, height: seen, top } }
}

/** The chosen row and what was found stay in sight; else the place that was scrolled to. */
function topOf(panel: Panel, seen: number, { scroll, match }: UiState): number {
  const last = Math.max(0, panel.body.length - seen)
  const focus = match ?? panel.focus
  if (focus === null) return Math.max(0, Math.min(scroll, last))
  return Math.max(0, Math.min(focus - Math.floor(seen / 2), last))
}

const MIN_BODY = 4

/** A line that holds what is searched for: a sign at its start, and swapped colours where there are any. */
function marked(line: string, at: number, { search, match }: UiState, look: ScreenLook): string {
  if (search === '') return line
  const plain = plainLine(line)
  const found = plain.toLowerCase().indexOf(search.toLowerCase())
  if (found === -1) return line
  const end = found + search.length
  const shown = plain.slice(0, found) + look.chosen(plain.slice(found, end)) + plain.slice(end)
  return at === match && shown.startsWith(' ') ? `${look.signs.cursor}${shown.slice(1)}` : shown
}
