import type { Report, ReportPath } from '../../../report/report.ts'
import type { ProbeEvent } from '../../../transcript/event.ts'
import { canaryLines } from '../../text/canaries.ts'
import { type Lines, type Page, paragraph, section } from '../../text/page.ts'
import { changeLines } from '../change-lines.ts'
import { type PanelOf, scrolling } from '../panel.ts'
import type { UiState } from '../ui-state.ts'
import { answerLines } from './answer.ts'
import { joined, nothing } from './why.ts'

/** What everything rests on: what the findings point at, the proxy's reply, the answer's body, every event with its time. */
export const evidencePanel: PanelOf = (state, look) => {
  const { page } = look
  const { report } = state
  const parts = joined([
    section(page, 'CHANGES SINCE THE WATCH BEGAN', changeLines(state, page)),
    ...(report === null ? [] : reportParts(report, page)),
    section(page, 'EVENTS', eventLines(state, page)),
  ])
  return scrolling(parts.length === 0 ? nothing(page, 'nothing has happened yet') : parts)
}

function reportParts(report: Report, page: Page): readonly Lines[] {
  return [
    section(
      page,
      'WHAT THE FINDINGS REST ON',
      report.findings.flatMap((finding) => findingEvidence(finding, page)),
    ),
    section(
      page,
      'REPLIES OF PROXIES',
      report.paths.flatMap((path) => proxyReply(path, page)),
    ),
    ...report.paths.map((path) => answerOn(path, page)),
    section(page, 'PROBES THAT KUBECTL WOULD NOT SEND', canaryLines(report, page)),
  ]
}

function findingEvidence(finding: Report['findings'][number], page: Page): Lines {
  return [
    ...paragraph(page, finding.id, '  ', page.theme.strong),
    ...finding.evidence.flatMap((item) =>
      paragraph(page, `${item.text} [${item.weight}]`, `    ${page.glyphs.bullet} `),
    ),
  ]
}

/** CONNECT's status line, or what SOCKS said: the proxy stage's own words. */
function proxyReply(path: ReportPath, page: Page): Lines {
  const stage = path.stages.find((candidate) => candidate.name === 'proxy' && candidate.detail !== '')
  if (stage === undefined || stage.status === 'skipped') return []
  return [...paragraph(page, path.label, '  ', page.theme.strong), ...paragraph(page, stage.detail, '    ')]
}

function answerOn(path: ReportPath, page: Page): Lines {
  const lines = answerLines(path, page)
  return lines.length === 0
    ? []
    : [...lines.slice(1, 2), ...paragraph(page, `on ${path.label}`, '  ', page.theme.faint), ...lines.slice(2)]
}

/** The newest last; on a screen the oldest are of no use. */
function eventLines({ run }: UiState, page: Page): Lines {
  const older =
    run.forgotten === 0 ? [] : paragraph(page, `${run.forgotten} older ones are not kept`, '  ', page.theme.faint)
  const labels = new Map(run.paths.map((path) => [path.id, path.label]))
  return [...older, ...run.events.flatMap((event) => paragraph(page, eventText(event, labels), '  '))]
}

function eventText(event: ProbeEvent, labels: ReadonlyMap<string, string>): string {
  const label = labels.get(event.pathId) ?? event.pathId
  switch (event.kind) {
    case 'path-planned':
      return `planned   ${label}`
    case 'stage-started':
      return `${at(event.atMs)} ${event.stage} begins, ${label}`
    case 'stage-ended':
      return `${at(event.atMs)} ${event.stage} ${event.status}, ${label}${event.detail === '' ? '' : `: ${event.detail}`}`
    case 'path-ended':
      return `${at(event.atMs)} done, ${label}`
  }
}

function at(ms: number): string {
  return `${Math.round(ms)} ms`.padStart(9)
}
