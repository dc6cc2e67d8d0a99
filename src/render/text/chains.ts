import type { Report, ReportPath } from '../../report/report.ts'
import { certificateLines } from './certificate.ts'
import { type Lines, type Page, paragraph } from './page.ts'
import { traceLines } from './trace.ts'

/** Each different chain once, leaf first, with the verifier's steps on it. */
export function chainLines(report: Report, page: Page): Lines {
  const seen = new Map<string, ReportPath[]>()
  for (const path of report.paths) {
    if (path.presented === null) continue
    const key = path.presented.map((certificate) => certificate.sha256).join(' ')
    seen.set(key, [...(seen.get(key) ?? []), path])
  }
  return [...seen.values()].flatMap((paths) => {
    const [first] = paths
    return first === undefined ? [] : oneChain(first, paths, report, page)
  })
}

function oneChain(path: ReportPath, paths: readonly ReportPath[], report: Report, page: Page): Lines {
  const chain = path.presented ?? []
  return [
    ...paragraph(page, `on ${paths.map((other) => other.label).join('; ')}`, '  '),
    ...(chain.length === 0 ? paragraph(page, 'an empty chain', '    ') : []),
    ...chain.flatMap((certificate, index) => certificateLines(certificate, index, page)),
    ...traceLines(path.verdict.trace, subjects(report), page, '     '),
  ]
}

function subjects(report: Report): ReadonlyMap<string, string> {
  const certificates = [
    ...(report.target?.trust.certificates ?? []),
    ...report.paths.flatMap((path) => path.presented ?? []),
  ]
  return new Map(certificates.map((certificate) => [certificate.sha256, certificate.subject]))
}
