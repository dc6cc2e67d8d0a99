import { assertNever } from '../../lib/exhaustive.ts'
import { changesBetween } from '../../report/changes.ts'
import type { Report } from '../../report/report.ts'
import type { ProbeEvent } from '../../transcript/event.ts'
import type { Command } from './command.ts'
import { afterEvent, freshRun } from './live-run.ts'
import { obey } from './obey.ts'
import type { Room, Step } from './step.ts'
import type { UiState, Watch } from './ui-state.ts'

export type Action =
  | { readonly kind: 'run-started' }
  | { readonly kind: 'probed'; readonly events: readonly ProbeEvent[] }
  /** Time goes by: of the run, and until the next one. */
  | { readonly kind: 'ticked'; readonly nowMs: number; readonly nextInMs: number | null }
  | { readonly kind: 'run-ended'; readonly report: Report }
  | { readonly kind: 'told'; readonly notice: string }
  | { readonly kind: 'commanded'; readonly command: Command; readonly room: Room }

/** What is remembered of a long watch. */
const MAX_CHANGES = 200

/** Pure: the state after the action, and what the world is asked to do about it. */
export function reduce(state: UiState, action: Action): Step {
  switch (action.kind) {
    case 'run-started':
      return {
        state: { ...state, run: freshRun, running: true, watch: state.watch && { ...state.watch, nextInMs: null } },
        effects: [],
      }
    case 'probed':
      return { state: { ...state, run: action.events.reduce(afterEvent, state.run) }, effects: [] }
    case 'ticked':
      return { state: ticked(state, action.nowMs, action.nextInMs), effects: [] }
    case 'run-ended':
      return { state: ended(state, action.report), effects: [] }
    case 'told':
      return { state: { ...state, notice: action.notice }, effects: [] }
    case 'commanded':
      return obey(state, action.command, action.room)
    default:
      return assertNever(action)
  }
}

function ticked(state: UiState, nowMs: number, nextInMs: number | null): UiState {
  const watch = state.watch === null ? null : { ...state.watch, nextInMs }
  return state.running ? { ...state, watch, run: { ...state.run, nowMs } } : { ...state, watch }
}

function ended(state: UiState, report: Report): UiState {
  return { ...state, running: false, report, watch: watched(state, report) }
}

function watched({ watch, report: before }: UiState, report: Report): Watch | null {
  if (watch === null) return null
  const changes = before === null ? [] : changesBetween(before, report)
  return { ...watch, runs: watch.runs + 1, changes: [...changes, ...watch.changes].slice(0, MAX_CHANGES) }
}
