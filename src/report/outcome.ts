import type { JudgedCase } from '../judged-case.ts'
import { kubectlFails } from '../rules/facts/walks.ts'
import type { FiredFinding } from '../rules/rule.ts'
import type { Report } from './report.ts'

/**
 * contract.md section 2: kubectl's own path decides, by what was observed where kubectl was run; `unfinished` where neither
 * a run nor a verdict says how it ends. A side path that was cut off changes nothing.
 */
export function outcomeOf(subject: JudgedCase, findings: readonly FiredFinding[]): Report['outcome'] {
  if (isUndecided(subject)) return 'unfinished'
  if (kubectlFails(subject)) return 'failing'
  return findings.some(({ severity }) => severity !== 'notice') ? 'degraded' : 'healthy'
}

function isUndecided(subject: JudgedCase): boolean {
  if (subject.case.configError !== null) return false
  const { observed, kubectlPath } = subject
  if (observed !== null && observed.endedBy === undefined) return false
  if (kubectlPath === null || kubectlPath.transcript === null) return true
  const { verdict, message } = kubectlPath.judgement
  return verdict.code === 'not-measured' || (kubectlPath.transcript.cutOff && message === null)
}
