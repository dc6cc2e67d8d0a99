import type { JudgedCase, JudgedPath } from '../judged-case.ts'
import { decisiveWalk } from '../rules/facts/walks.ts'
import { STAGES, type StageRecord, type Walk } from '../transcript/transcript.ts'
import type { ReportStage } from './report.ts'

/** What the doctor did on a path, with the judgement of the certificate in its place between TLS and HTTP. */
export function stagesOf(subject: JudgedCase, path: JudgedPath): readonly ReportStage[] {
  const walk = decisiveWalk(path)
  return STAGES.map((name) => {
    if (name === 'certificate') return certificateStage(subject, path, walk)
    const record = walk?.stages.find((one) => one.name === name)
    return record === undefined ? missing(name, walk) : timed(record)
  })
}

function timed({ name, status, startMs, durationMs, detail }: StageRecord): ReportStage {
  const happened = status === 'ok' || status === 'failed'
  return { name, status, startMs: happened ? startMs : null, durationMs: happened ? durationMs : null, detail }
}

function missing(name: StageRecord['name'], walk: Walk | null): ReportStage {
  if (walk === null) return { ...UNTIMED, name, status: 'not-measured', detail: 'the path was not walked' }
  return { ...UNTIMED, name, status: 'skipped', detail: 'not reached' }
}

/** It takes no time on the wire: it begins and ends where the TLS stage ends. */
function certificateStage(subject: JudgedCase, path: JudgedPath, walk: Walk | null): ReportStage {
  const stage = { ...UNTIMED, name: 'certificate' } as const
  if (walk === null) return { ...stage, status: 'not-measured', detail: 'the path was not walked' }
  if (subject.case.target?.scheme === 'http') return { ...stage, status: 'skipped', detail: 'no TLS over http://' }
  const presented = path.presented
  if (presented === null) return { ...stage, status: 'skipped', detail: 'no certificate was presented' }
  const tls = walk.stages.find(({ name }) => name === 'tls')
  const startMs = tls === undefined ? null : tls.startMs + tls.durationMs
  const at = { name: 'certificate', startMs, durationMs: startMs === null ? null : 0 } as const
  const { verdict } = path.judgement
  if (verdict.stage === 'certificate' && verdict.outcome !== 'accepted') {
    return { ...at, status: 'failed', detail: verdict.text ?? 'rejected' }
  }
  if (subject.case.target?.trust.source === 'insecure') {
    return { ...at, status: 'skipped', detail: 'not verified: verification is switched off' }
  }
  if (verdict.outcome === 'accepted' || verdict.stage === 'http' || verdict.chains.length > 0) {
    const leaf = presented[0]
    return { ...at, status: 'ok', detail: leaf === undefined ? 'accepted' : `accepted: ${leaf.subject}` }
  }
  return { ...stage, status: 'not-measured', detail: 'kubectl ends before it judges the certificate' }
}

const UNTIMED = { startMs: null, durationMs: null } as const
