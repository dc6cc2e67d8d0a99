import { assertNever } from '../../lib/exhaustive.ts'
import type { ProbeEvent } from '../../transcript/event.ts'
import type { StageName } from './stages.ts'

/** A run as far as its events tell; times in milliseconds from its start. */
export interface LiveRun {
  readonly nowMs: number
  readonly paths: readonly LivePath[]
  /** The newest last, at most `MAX_EVENTS`. */
  readonly events: readonly ProbeEvent[]
  /** Older ones that fell out. */
  readonly forgotten: number
}

export interface LivePath {
  readonly id: string
  readonly label: string
  readonly usedByKubectl: boolean
  readonly stages: Readonly<Partial<Record<StageName, LiveStage>>>
  readonly endedMs: number | null
}

export type LiveStage =
  | { readonly status: 'running'; readonly startMs: number }
  | {
      readonly status: 'ok' | 'failed' | 'skipped'
      readonly startMs: number
      readonly endMs: number
      readonly detail: string
    }

const MAX_EVENTS = 2000

export const freshRun: LiveRun = { nowMs: 0, paths: [], events: [], forgotten: 0 }

/** Pure: the run after one more event. An event of a path that was never planned changes no row. */
export function afterEvent(run: LiveRun, event: ProbeEvent): LiveRun {
  const full = run.events.length >= MAX_EVENTS
  const events = [...(full ? run.events.slice(1) : run.events), event]
  const logged = { ...run, events, forgotten: run.forgotten + (full ? 1 : 0) }
  if (event.kind === 'path-planned') return planned(logged, event)
  const timed = { ...logged, nowMs: Math.max(run.nowMs, event.atMs) }
  return { ...timed, paths: timed.paths.map((path) => (path.id === event.pathId ? pathAfter(path, event) : path)) }
}

function planned(run: LiveRun, event: Extract<ProbeEvent, { readonly kind: 'path-planned' }>): LiveRun {
  if (run.paths.some((path) => path.id === event.pathId)) return run
  const { pathId, label, usedByKubectl } = event
  return { ...run, paths: [...run.paths, { id: pathId, label, usedByKubectl, stages: {}, endedMs: null }] }
}

function pathAfter(path: LivePath, event: Exclude<ProbeEvent, { readonly kind: 'path-planned' }>): LivePath {
  switch (event.kind) {
    case 'stage-started':
      return { ...path, stages: { ...path.stages, [event.stage]: { status: 'running', startMs: event.atMs } } }
    case 'stage-ended': {
      const startMs = path.stages[event.stage]?.startMs ?? event.atMs
      const ended: LiveStage = { status: event.status, startMs, endMs: event.atMs, detail: event.detail }
      return { ...path, stages: { ...path.stages, [event.stage]: ended } }
    }
    case 'path-ended':
      return { ...path, endedMs: event.atMs }
    default:
      return assertNever(event)
  }
}
