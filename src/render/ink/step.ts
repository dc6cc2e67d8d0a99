import type { Effect } from './command.ts'
import { nextMatch } from './search.ts'
import type { UiState } from './ui-state.ts'

export interface Step {
  readonly state: UiState
  readonly effects: readonly Effect[]
}

/** What the frame on the screen holds, since only the frame knows how long its text is. */
export interface Room {
  /** Lines of the view's text, without colours. */
  readonly lines: readonly string[]
  /** How many of them are seen at once. */
  readonly height: number
  /** The first that is seen. */
  readonly top: number
}

export function only(state: UiState): Step {
  return { state, effects: [] }
}

export function told(state: UiState, notice: string): UiState {
  return { ...state, notice }
}

/** Scrolls to the next line that holds what is searched for. */
export function found(state: UiState, room: Room, step: 1 | -1): UiState {
  if (state.search === '') return told(state, 'nothing is searched for: / begins')
  const line = nextMatch(room.lines, state.search, state.match ?? room.top - step, step)
  return line === null
    ? told({ ...state, match: null }, `not found: ${state.search}`)
    : { ...state, match: line, scroll: line }
}
