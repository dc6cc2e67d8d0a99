import { assertNever } from '../../lib/exhaustive.ts'
import type { Command } from './command.ts'
import { found, only, type Room, type Step } from './step.ts'
import type { Overlay, UiState } from './ui-state.ts'

const MAX_TYPED = 200

/** The same while a line is typed, a format chosen or a question asked. */
export function obeyOverlay(state: UiState, overlay: Overlay, command: Command, room: Room): Step {
  const closed: UiState = { ...state, overlay: null }
  if (command.kind === 'cancel') return only(closed)
  switch (overlay.kind) {
    case 'search':
      if (command.kind !== 'accept')
        return only({ ...state, overlay: { ...overlay, text: edited(overlay.text, command) } })
      return only(
        overlay.text === ''
          ? { ...closed, search: '', match: null }
          : found({ ...closed, search: overlay.text, match: null }, room, 1),
      )
    case 'save':
      if (command.kind !== 'accept')
        return only({ ...state, overlay: { ...overlay, text: edited(overlay.text, command) } })
      if (overlay.text.trim() === '') return only(closed)
      return { state: closed, effects: [{ kind: 'save', file: overlay.text.trim(), format: state.format }] }
    case 'format':
      return only(chosenFormat(state, overlay.index, command))
    case 'apply':
      return command.kind === 'accept'
        ? { state: closed, effects: [{ kind: 'apply', remedy: overlay.remedy }] }
        : only(closed)
    default:
      return assertNever(overlay)
  }
}

function edited(text: string, command: Command): string {
  if (command.kind === 'erase') return Array.from(text).slice(0, -1).join('')
  return command.kind === 'type' ? (text + command.text).slice(0, MAX_TYPED) : text
}

function chosenFormat(state: UiState, index: number, command: Command): UiState {
  if (command.kind === 'accept') {
    const format = state.formats[index] ?? state.format
    return { ...state, overlay: null, format, notice: `s saves the report as ${format}` }
  }
  if (command.kind !== 'move') return state
  const step = command.by === 'up' ? -1 : command.by === 'down' ? 1 : 0
  const next = Math.max(0, Math.min(index + step, state.formats.length - 1))
  return { ...state, overlay: { kind: 'format', index: next } }
}
