import type { JudgedCase, JudgedPath } from '../judged-case.ts'
import { detailWords } from '../rules/facts/detail-words.ts'
import { standIns } from '../rules/facts/stand-ins.ts'
import { decisiveWalk } from '../rules/facts/walks.ts'
import { STAGES, type StageName, type StageRecord, type Walk } from '../transcript/transcript.ts'
import type { ReportStage } from './report.ts'

/** What the doctor did on a path, with the judgement of the certificate in its place between TLS and HTTP. */
export function stagesOf(subject: JudgedCase, path: JudgedPath): readonly ReportStage[] {
  const walk = decisiveWalk(path)
  const doubts = standIns(subject, path)
  return STAGES.map((name) => stageOf(name)).map((stage) => {
    const doubt = doubts.get(stage.name)
    return stage.status !== 'ok' && stage.status !== 'failed'
      ? stage
      : doubt === undefined
        ? stage
        : { ...stage, doubt }
  })

  function stageOf(name: StageName): ReportStage {
    if (name === 'certificate') return certificateStage(subject, path, walk)
    if (walk === null) return { ...UNTIMED, name, status: 'not-measured', detail: 'the path was not walked' }
    if (name === 'proxy' && path.path.proxy === null) return noProxyHere
    const record = walk.stages.find((one) => one.name === name)
    if (record === undefined) return { ...UNTIMED, name, ...NOT_REACHED }
    return name === 'proxy' ? asKubectlJudges(timed(record), path) : timed(record)
  }
}

/** The doctor goes on behind a proxy whose own certificate kubectl rejects, as it does behind a server's. */
function asKubectlJudges(stage: ReportStage, { judgement }: JudgedPath): ReportStage {
  const { stage: endsAt, outcome, text } = judgement.verdict
  if (stage.status !== 'ok' || endsAt !== 'proxy' || outcome === 'accepted') return stage
  return { ...stage, status: 'failed', detail: text ?? 'rejected' }
}

function timed({ name, status, startMs, durationMs, detail }: StageRecord): ReportStage {
  const happened = status === 'ok' || status === 'failed'
  if (happened) return { name, status, startMs, durationMs, detail: detailWords(detail) }
  return { ...UNTIMED, name, status, detail: detail === '' ? NOT_REACHED.detail : detail }
}

/** It takes no time on the wire: it begins and ends where the TLS stage ends. */
function certificateStage(subject: JudgedCase, path: JudgedPath, walk: Walk | null): ReportStage {
  const stage = { ...UNTIMED, name: 'certificate' } as const
  if (walk === null) return { ...stage, status: 'not-measured', detail: 'the path was not walked' }
  if (subject.case.target?.scheme === 'http') return { ...stage, status: 'skipped', detail: 'no TLS over http://' }
  const presented = path.presented
  if (presented === null) {
    return walk.tls === null
      ? { ...stage, ...NOT_REACHED }
      : { ...stage, status: 'not-measured', detail: 'no certificate was presented' }
  }
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
const NOT_REACHED = { status: 'not-measured', detail: 'not reached' } as const
const noProxyHere: ReportStage = { ...UNTIMED, name: 'proxy', status: 'skipped', detail: 'no proxy on this path' }
