import type { Lines } from '../text/page.ts'
import type { ScreenLook } from './look.ts'
import type { UiState } from './ui-state.ts'

/** What a view shows: a text that scrolls, between lines that stay. */
export interface Panel {
  readonly head: Lines
  readonly body: Lines
  /** The body's line that has to be seen: the chosen row. */
  readonly focus: number | null
  readonly foot: Lines
}

/** A view: a function of the state and of how the terminal looks. */
export type PanelOf = (state: UiState, look: ScreenLook) => Panel

export function scrolling(body: Lines): Panel {
  return { head: [], body, focus: null, foot: [] }
}

/** What views say before there is a report. */
export function notYet(look: ScreenLook): Panel {
  return scrolling(['', `  ${look.page.theme.faint('still looking: this is filled when the run has ended')}`])
}
