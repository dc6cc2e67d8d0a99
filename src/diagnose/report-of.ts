import type { Case } from '../case.ts'
import { judgeCase } from '../judged-case.ts'
import { proposeRemedies } from '../remedies/propose.ts'
import { buildReport } from '../report/build.ts'
import type { Report } from '../report/report.ts'
import { runRules } from '../rules/run.ts'

/** The answer to a Case: judged, explained, with remedies that were tried on it. Pure. */
export function reportOf(subject: Case): Report {
  const judged = judgeCase(subject)
  const ran = runRules(judged)
  return buildReport(judged, ran, proposeRemedies(judged, ran.findings, judgeCase))
}
