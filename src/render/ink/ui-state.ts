import type { Change } from '../../report/changes.ts'
import type { Report, ReportRemedy } from '../../report/report.ts'
import { freshRun, type LiveRun } from './live-run.ts'
import type { ViewId } from './views.ts'

/** All that the screen shows is a function of this and of the terminal's size. */
export interface UiState {
  readonly view: ViewId
  /** The run under way, or the last one. */
  readonly run: LiveRun
  readonly running: boolean
  /** Of the last run that ended. */
  readonly report: Report | null
  readonly selected: { readonly paths: number; readonly remedies: number }
  /** The chosen row of a list view fills the view. */
  readonly opened: boolean
  readonly scroll: number
  /** What was last searched for; `''`: nothing. */
  readonly search: string
  /** The line of the view's text where it was found. */
  readonly match: number | null
  readonly overlay: Overlay | null
  readonly format: string
  readonly formats: readonly string[]
  /** One line that answers the last key, until the next one. */
  readonly notice: string | null
  readonly watch: Watch | null
}

export type Overlay =
  | { readonly kind: 'search'; readonly text: string }
  | { readonly kind: 'format'; readonly index: number }
  | { readonly kind: 'save'; readonly text: string }
  | { readonly kind: 'apply'; readonly remedy: ReportRemedy }

/** `--watch`: when it is looked again, and what was different then; the newest first. */
export interface Watch {
  readonly everyMs: number
  /** Milliseconds until the next run; `null` while one is under way. */
  readonly nextInMs: number | null
  readonly runs: number
  readonly changes: readonly Change[]
}

export function initialState(options: {
  readonly formats: readonly string[]
  readonly watchEveryMs: number | null
}): UiState {
  const { formats, watchEveryMs } = options
  return {
    view: 'paths',
    run: freshRun,
    running: false,
    report: null,
    selected: { paths: 0, remedies: 0 },
    opened: false,
    scroll: 0,
    search: '',
    match: null,
    overlay: null,
    format: formats[0] ?? 'text',
    formats,
    notice: null,
    watch: watchEveryMs === null ? null : { everyMs: watchEveryMs, nextInMs: null, runs: 0, changes: [] },
  }
}
