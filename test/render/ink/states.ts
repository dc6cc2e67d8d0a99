import type { Action } from '../../../src/render/ink/reduce.ts'
import { reduce } from '../../../src/render/ink/reduce.ts'
import { initialState, type UiState } from '../../../src/render/ink/ui-state.ts'
import type { Report } from '../../../src/report/report.ts'
import type { ProbeEvent } from '../../../src/transcript/event.ts'

const FORMATS = ['text', 'json', 'markdown']

export function begun(watchEveryMs: number | null = null): UiState {
  return afterActions(initialState({ formats: FORMATS, watchEveryMs }), { kind: 'run-started' })
}

export function afterActions(state: UiState, ...actions: readonly Action[]): UiState {
  return actions.reduce((before, action) => reduce(before, action).state, state)
}

/** A run that has ended with this report. */
export function done(report: Report): UiState {
  return afterActions(begun(), { kind: 'probed', events: liveEvents }, { kind: 'run-ended', report })
}

/** kubectl's own path is through; the direct one hangs in its handshake. */
export const liveEvents: readonly ProbeEvent[] = [
  planned(
    'http-proxy@198.51.100.7:3128>203.0.113.10:6443',
    'through HTTP proxy 198.51.100.7:3128 to 203.0.113.10:6443',
    true,
  ),
  planned('direct>203.0.113.10:6443', 'direct to 203.0.113.10:6443', false),
  ...stage('http-proxy@198.51.100.7:3128>203.0.113.10:6443', 'tcp', 1, 13, 'ok', '198.51.100.7:3128: connected'),
  ...stage(
    'http-proxy@198.51.100.7:3128>203.0.113.10:6443',
    'proxy',
    13,
    40,
    'ok',
    'CONNECT 203.0.113.10:6443: HTTP/1.1 200 OK',
  ),
  ...stage('http-proxy@198.51.100.7:3128>203.0.113.10:6443', 'tls', 40, 61, 'ok', 'TLSv1.3'),
  ended(
    'http-proxy@198.51.100.7:3128>203.0.113.10:6443',
    'certificate',
    'failed',
    62,
    'kubectl does not accept what was presented',
  ),
  { kind: 'path-ended', pathId: 'http-proxy@198.51.100.7:3128>203.0.113.10:6443', atMs: 90 },
  ...stage('direct>203.0.113.10:6443', 'tcp', 2, 25, 'ok', '203.0.113.10:6443: connected'),
  { kind: 'stage-started', pathId: 'direct>203.0.113.10:6443', stage: 'tls', atMs: 26 },
]

type Stage = Extract<ProbeEvent, { readonly kind: 'stage-ended' }>

function planned(pathId: string, label: string, usedByKubectl: boolean): ProbeEvent {
  return { kind: 'path-planned', pathId, label, usedByKubectl }
}

function stage(
  pathId: string,
  name: Stage['stage'],
  from: number,
  to: number,
  status: Stage['status'],
  detail: string,
): readonly ProbeEvent[] {
  return [{ kind: 'stage-started', pathId, stage: name, atMs: from }, ended(pathId, name, status, to, detail)]
}

function ended(
  pathId: string,
  name: Stage['stage'],
  status: Stage['status'],
  atMs: number,
  detail: string,
): ProbeEvent {
  return { kind: 'stage-ended', pathId, stage: name, status, atMs, detail }
}
