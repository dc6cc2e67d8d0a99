import { assertNever } from '../../lib/exhaustive.ts'
import type { Command, Move } from './command.ts'
import { obeyOverlay } from './obey-overlay.ts'
import { commandText, remediesInOrder } from './remedy-steps.ts'
import { found, only, type Room, type Step, told } from './step.ts'
import { suggestedFile } from './suggested-file.ts'
import type { UiState } from './ui-state.ts'
import { isList, neighbour, type ViewId } from './views.ts'

/** Pure: one command of the user carried out. */
export function obey(before: UiState, command: Command, room: Room): Step {
  const state: UiState = before.notice === null ? before : { ...before, notice: null }
  if (command.kind === 'interrupt') return { state, effects: [{ kind: 'close', by: 'interrupt' }] }
  if (state.overlay !== null) return obeyOverlay(state, state.overlay, command, room)
  switch (command.kind) {
    case 'quit':
      return { state, effects: [{ kind: 'close', by: 'quit' }] }
    case 'move':
      return only(moved(state, command.by, room))
    case 'view':
      return only(shown(state, command.view))
    case 'help':
      return only(shown(state, state.view === 'help' ? 'paths' : 'help'))
    case 'neighbour':
      return only(shown(state, neighbour(state.view, command.step)))
    case 'open':
      return only(isList(state.view) && rowCount(state) > 0 ? { ...state, opened: !state.opened, scroll: 0 } : state)
    case 'back':
      return only(back(state))
    case 'search':
      return only({ ...state, overlay: { kind: 'search', text: '' } })
    case 'search-again':
      return only(found(state, room, command.step))
    case 'format':
      return only({ ...state, overlay: { kind: 'format', index: Math.max(0, state.formats.indexOf(state.format)) } })
    case 'save':
      if (state.report === null) return only(told(state, 'there is no report yet'))
      return only({ ...state, overlay: { kind: 'save', text: suggestedFile(state.format) } })
    case 'run-again':
      if (state.running) return only(told(state, 'it is still looking'))
      return { state, effects: [{ kind: 'run-again' }] }
    case 'copy':
      return copied(state)
    case 'apply':
      return only(asked(state))
    case 'type':
    case 'erase':
    case 'accept':
    case 'cancel':
      return only(state)
    default:
      return assertNever(command)
  }
}

/** A new view begins at its top; the chosen rows stay chosen. */
function shown(state: UiState, view: ViewId): UiState {
  return { ...state, view, opened: false, scroll: 0, match: null }
}

function back(state: UiState): UiState {
  if (state.opened) return { ...state, opened: false, scroll: 0 }
  if (state.search !== '') return { ...state, search: '', match: null }
  return state.view === 'paths' ? state : shown(state, 'paths')
}

function rowCount(state: UiState): number {
  if (state.view === 'paths') return Math.max(state.report?.paths.length ?? 0, state.run.paths.length)
  return state.report === null ? 0 : state.report.remedies.length
}

function moved(state: UiState, by: Move, room: Room): UiState {
  const last = Math.max(0, room.lines.length - room.height)
  if (!isList(state.view) || state.opened) {
    return { ...state, match: null, scroll: clamp(after(Math.min(state.scroll, last), by, room.height, last), last) }
  }
  const end = Math.max(0, rowCount(state) - 1)
  const list = state.view === 'paths' ? 'paths' : 'remedies'
  const row = clamp(after(Math.min(state.selected[list], end), by, room.height, end), end)
  return { ...state, selected: { ...state.selected, [list]: row } }
}

function after(at: number, by: Move, page: number, end: number): number {
  switch (by) {
    case 'up':
      return at - 1
    case 'down':
      return at + 1
    case 'page-up':
      return at - Math.max(1, page - 1)
    case 'page-down':
      return at + Math.max(1, page - 1)
    case 'half-up':
      return at - Math.max(1, Math.floor(page / 2))
    case 'half-down':
      return at + Math.max(1, Math.floor(page / 2))
    case 'first':
      return 0
    case 'last':
      return end
    default:
      return assertNever(by)
  }
}

function clamp(value: number, end: number): number {
  return Math.max(0, Math.min(value, end))
}

function chosenRemedy(state: UiState) {
  if (state.view !== 'remedies' || state.report === null) return undefined
  return remediesInOrder(state.report)[state.selected.remedies]
}

function whyNoRemedy({ report }: UiState, does: string): string {
  return report === null ? 'there is no report yet' : `${does}: choose one in the remedies view`
}

function copied(state: UiState): Step {
  const remedy = chosenRemedy(state)
  if (remedy === undefined) return only(told(state, whyNoRemedy(state, 'c copies the steps of a remedy')))
  return { state, effects: [{ kind: 'copy', text: commandText(remedy) }] }
}

function asked(state: UiState): UiState {
  const remedy = chosenRemedy(state)
  if (remedy === undefined) return told(state, whyNoRemedy(state, 'a applies a remedy'))
  if (remedy.edit === undefined || remedy.edit === null) {
    return told(state, 'this one is no edit of the kubeconfig that the doctor could make; c copies its steps')
  }
  return { ...state, overlay: { kind: 'apply', remedy } }
}
