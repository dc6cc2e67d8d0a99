import type { Report, ReportPath } from '../../report/report.ts'
import type { LivePath, LiveRun } from './live-run.ts'
import { STAGE_COLUMNS, type StageName, WAITING_FOR } from './stages.ts'
import type { UiState } from './ui-state.ts'

/** One row of the matrix, whether the run is still going on or not. */
export interface MatrixRow {
  readonly id: string
  readonly label: string
  readonly usedByKubectl: boolean
  readonly cells: readonly Cell[]
  /** From the first stage to the last. */
  readonly totalMs: number | null
  /** What a slow path is waiting for. */
  readonly waiting: string | null
}

export interface Cell {
  readonly status: 'ok' | 'failed' | 'skipped' | 'unseen' | 'running' | 'waiting'
  /** An HTTP status, where there is one. */
  readonly word: string | null
  readonly ms: number | null
}

/** A hop that takes longer says what it waits for. */
const SLOW_MS = 1000

/** The run under way where there is one, else the report. */
export function matrixRows(state: UiState): readonly MatrixRow[] {
  const { report, run, running } = state
  if (report === null || running) {
    const planned = run.paths.length === 0 && report !== null ? null : run
    if (planned !== null) return planned.paths.map((path) => liveRow(path, planned))
  }
  return report === null ? [] : report.paths.map((path) => reportRow(path, report))
}

function liveRow(path: LivePath, run: LiveRun): MatrixRow {
  const running = Object.entries(path.stages).find(([, stage]) => stage.status === 'running')
  const since = running?.[1].startMs ?? null
  const waits = path.endedMs === null && since !== null && run.nowMs - since >= SLOW_MS
  return {
    id: path.id,
    label: rowLabel(path.label, commonEnding(run.paths)),
    usedByKubectl: path.usedByKubectl,
    cells: STAGE_COLUMNS.map(([name]) => liveCell(name, path, run)),
    totalMs: path.endedMs ?? run.nowMs,
    waiting: waits ? `waits for ${WAITING_FOR[running?.[0] as StageName]}` : null,
  }
}

/** What a row needs to be told from the others: not the server, where it is the same everywhere. */
function rowLabel(label: string, ending: string): string {
  return (ending === '' ? label : label.slice(0, -ending.length)).replace(/^through /, '')
}

/** ` to HOST:PORT`, where all labels end so. */
function commonEnding(paths: readonly { readonly label: string }[]): string {
  const ending = / to \S+$/.exec(paths[0]?.label ?? '')?.[0] ?? ''
  return ending !== '' && paths.every(({ label }) => label.endsWith(ending)) ? ending : ''
}

function liveCell(name: StageName, path: LivePath, run: LiveRun): Cell {
  const stage = path.stages[name]
  if (stage === undefined && isPassed(name, path)) return { status: 'skipped', word: null, ms: null }
  if (stage === undefined) return { status: path.endedMs === null ? 'waiting' : 'unseen', word: null, ms: null }
  if (stage.status !== 'running')
    return { status: stage.status, word: null, ms: name === 'certificate' ? null : stage.endMs - stage.startMs }
  // A path that was given up leaves its last stage open.
  if (path.endedMs !== null) return { status: 'unseen', word: null, ms: null }
  return { status: 'running', word: null, ms: Math.max(0, run.nowMs - stage.startMs) }
}

/** Not needed on this path: a later stage has begun without it. */
function isPassed(name: StageName, path: LivePath): boolean {
  const at = STAGE_COLUMNS.findIndex(([column]) => column === name)
  return STAGE_COLUMNS.slice(at + 1).some(([later]) => path.stages[later] !== undefined)
}

function reportRow(path: ReportPath, report: Report): MatrixRow {
  return {
    id: path.id,
    label: rowLabel(path.label, commonEnding(report.paths)),
    usedByKubectl: path.usedByKubectl,
    cells: STAGE_COLUMNS.map(([name]) => reportCell(path, name)),
    totalMs: totalMs(path),
    waiting: null,
  }
}

function reportCell(path: ReportPath, name: StageName): Cell {
  const stage = path.stages.find((candidate) => candidate.name === name)
  if (stage === undefined || stage.status === 'not-measured') return { status: 'unseen', word: null, ms: null }
  const word = name === 'http' && path.response !== null ? String(path.response.status) : null
  return { status: stage.status, word, ms: stage.durationMs }
}

function totalMs(path: ReportPath): number | null {
  const timed = path.stages.flatMap(({ startMs, durationMs }) =>
    startMs === null || durationMs === null ? [] : [[startMs, startMs + durationMs] as const],
  )
  if (timed.length === 0) return null
  return Math.max(...timed.map(([, end]) => end)) - Math.min(...timed.map(([start]) => start))
}
