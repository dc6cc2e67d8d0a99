import { bounded, escapeControl } from '../lib/escape.ts'
import type { System } from '../system/system.ts'
import type { OnEvent } from './event.ts'
import type { StageRecord } from './transcript.ts'

type ProbeStage = StageRecord['name']

const ORDER = ['dns', 'tcp', 'proxy', 'tls', 'http'] as const satisfies readonly ProbeStage[]
const MAX_DETAIL = 300

/** Times the stages of one walk and tells the watchers. Times are milliseconds from the run's start. */
export class Timeline {
  readonly #records = new Map<ProbeStage, StageRecord>()
  readonly #running = new Map<ProbeStage, number>()
  readonly #pathId: string
  readonly #startedAt: number
  readonly #onEvent: OnEvent
  readonly #system: System

  constructor(pathId: string, startedAt: number, onEvent: OnEvent, system: System) {
    this.#pathId = pathId
    this.#startedAt = startedAt
    this.#onEvent = onEvent
    this.#system = system
  }

  nowMs(): number {
    return Math.round((this.#system.monotonicMs() - this.#startedAt) * 10) / 10
  }

  start(stage: ProbeStage): void {
    const atMs = this.nowMs()
    this.#running.set(stage, atMs)
    this.#onEvent({ kind: 'stage-started', pathId: this.#pathId, stage, atMs })
  }

  /** `detail` may hold remote text: it is escaped and bounded here. */
  end(stage: ProbeStage, status: 'ok' | 'failed' | 'skipped', detail: string): void {
    const atMs = this.nowMs()
    const startMs = this.#running.get(stage) ?? atMs
    this.#running.delete(stage)
    const line = bounded(escapeControl(detail), MAX_DETAIL)
    this.#records.set(stage, { name: stage, status, startMs, durationMs: round(atMs - startMs), detail: line })
    this.#onEvent({ kind: 'stage-ended', pathId: this.#pathId, stage, status, atMs, detail: line })
  }

  /** All five stages in their order: those that never began are `not-measured`, and so are those still under way. */
  stages(): readonly StageRecord[] {
    return ORDER.map((name) => {
      const done = this.#records.get(name)
      if (done !== undefined) return done
      const startMs = this.#running.get(name)
      const now = this.nowMs()
      return startMs === undefined
        ? { name, status: 'not-measured', startMs: now, durationMs: 0, detail: '' }
        : { name, status: 'not-measured', startMs, durationMs: round(now - startMs), detail: 'cut off' }
    })
  }
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10
}
