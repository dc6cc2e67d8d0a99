import type { Case } from '../case.ts'
import type { Report } from '../report/report.ts'
import type { World } from './world.ts'

/**
 * The Case under stand-ins, for `--anonymize`: what is shown and saved is judged anew from it. People are told where that
 * changed the diagnosis, which it should not.
 */
export async function anonymized(found: Case, world: World): Promise<Case> {
  const { anonymizeCase } = await import('../anonymize/anonymize-case.ts')
  const { reportOf } = await import('../diagnose/report-of.ts')
  const anonymous = anonymizeCase(found)
  if (essence(reportOf(found)) !== essence(reportOf(anonymous))) {
    await world.stderr.write('notice: without the names the diagnosis is another; run it without --anonymize as well\n')
  }
  return anonymous
}

/** What holds no name: how it came out, where each path ended, what was found. */
function essence({ outcome, paths, findings }: Report): string {
  return JSON.stringify([
    outcome,
    paths.map(({ verdict }) => [verdict.outcome, verdict.code, verdict.next.map(({ code }) => code)]),
    findings.map(({ id, severity }) => [id, severity]),
  ])
}
