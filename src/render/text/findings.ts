import type { Report, ReportFinding } from '../../report/report.ts'
import { type Lines, type Page, paragraph } from './page.ts'
import type { Paint } from './theme.ts'

/** Root causes with their evidence; a symptom stands folded under its cause (in wide, with its own evidence). */
export function findingLines(report: Report, page: Page): Lines {
  if (report.findings.length === 0) return noFinding(report, page)
  return rootCauses(report.findings).flatMap((finding) => [
    ...findingBody(finding, report, page, '  '),
    ...symptomLines(symptomsOf(finding.id, report.findings), report, page),
  ])
}

/** A failure that no rule explains, or a run that was cut off, is not the same as nothing wrong. */
function noFinding(report: Report, page: Page): Lines {
  switch (report.outcome) {
    case 'healthy':
    case 'degraded':
      return paragraph(page, `${page.glyphs.ok} nothing found`, '  ', page.theme.good)
    case 'unfinished':
      return paragraph(page, `${page.glyphs.unknown} nothing found as far as the run came`, '  ', page.theme.caution)
    case 'failing':
      return paragraph(
        page,
        `${page.glyphs.unknown} no known cause fits: kubectl's words and the paths say what is known`,
        '  ',
      )
  }
}

/** Findings that no other fired finding explains; where findings explain each other in a circle, the first of them. */
export function rootCauses(findings: readonly ReportFinding[]): readonly ReportFinding[] {
  return findings.filter((finding) => causeOf(finding, findings) === finding)
}

function causeOf(finding: ReportFinding, findings: readonly ReportFinding[]): ReportFinding {
  const chain = [finding]
  for (;;) {
    const last = chain.at(-1) ?? finding
    const cause = findings.find((candidate) => candidate.id === last.explainedBy)
    if (cause === undefined) return last
    const circle = chain.indexOf(cause)
    if (circle !== -1) return findings.find((candidate) => chain.indexOf(candidate) >= circle) ?? finding
    chain.push(cause)
  }
}

/** All that a root cause explains, symptoms of symptoms included, in report order. */
export function symptomsOf(id: string, findings: readonly ReportFinding[]): readonly ReportFinding[] {
  const explained = new Set([id])
  for (let before = 0; before !== explained.size; ) {
    before = explained.size
    for (const finding of findings) {
      if (finding.explainedBy !== null && explained.has(finding.explainedBy)) explained.add(finding.id)
    }
  }
  return findings.filter((finding) => finding.id !== id && explained.has(finding.id))
}

function findingBody(finding: ReportFinding, report: Report, page: Page, indent: string): Lines {
  const { sign, paint } = severityLook(finding, page)
  const likely = finding.confidence === 'likely' ? ' (likely)' : ''
  return [
    ...paragraph(page, `${finding.severity}: ${finding.title}${likely}`, `${indent}${sign} `, paint),
    ...paragraph(page, finding.explanation, `${indent}  `),
    ...finding.evidence.flatMap((item) =>
      paragraph(page, evidenceText(item, report, page), `${indent}  ${page.glyphs.bullet} `),
    ),
    ...paragraph(page, `${finding.id}   ${finding.url}`, `${indent}  `, page.theme.faint),
  ]
}

function severityLook(finding: ReportFinding, page: Page): { readonly sign: string; readonly paint: Paint } {
  switch (finding.severity) {
    case 'error':
      return { sign: page.glyphs.failed, paint: page.theme.bad }
    case 'warning':
      return { sign: page.glyphs.warning, paint: page.theme.caution }
    case 'notice':
      return { sign: page.glyphs.bullet, paint: page.theme.strong }
  }
}

function evidenceText(item: ReportFinding['evidence'][number], report: Report, page: Page): string {
  if (!page.wide) return item.text
  const label = report.paths.find((path) => path.id === item.path)?.label
  return `${item.text} [${item.weight}${label === undefined ? '' : `, ${label}`}, ${item.pointer}]`
}

function symptomLines(symptoms: readonly ReportFinding[], report: Report, page: Page): Lines {
  if (symptoms.length === 0) return []
  if (page.wide) {
    return [
      ...paragraph(page, symptoms.length === 1 ? 'it explains' : `it explains ${symptoms.length} more`, '    '),
      ...symptoms.flatMap((symptom) => findingBody(symptom, report, page, '      ')),
    ]
  }
  return symptoms.flatMap(({ id, title }) =>
    paragraph(page, `explains ${id}: ${title}`, `    ${page.glyphs.fold} `, page.theme.faint),
  )
}
