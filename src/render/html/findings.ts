import type { Report, ReportFinding } from '../../report/report.ts'
import { rootCauses, symptomsOf } from '../text/findings.ts'
import { list } from './lists.ts'
import { type Html, html, many } from './template.ts'

/** Root causes with their evidence, each with the symptoms that it explains. */
export function findingsSection(report: Report): Html {
  return html`<section>
<h2>Findings</h2>
${many(rootCauses(report.findings), (finding) => oneFinding(finding, report))}${report.findings.length === 0 ? html`<p>${NO_FINDING[report.outcome]}</p>\n` : html``}</section>
`
}

function oneFinding(finding: ReportFinding, { findings }: Report): Html {
  const likely = finding.confidence === 'likely' ? ' (likely)' : ''
  return html`<article class="${finding.severity}">
<h3>${SIGNS[finding.severity]} ${finding.severity}: ${finding.title}${likely}</h3>
<p>${finding.explanation}</p>
${list(finding.evidence, ({ text, weight }) => html`${text} <span class="faint">(${weight})</span>`)}${many(symptomsOf(finding.id, findings), ({ id, title }) => html`<p class="faint">explains <code>${id}</code>: ${title}</p>`)}
<p class="faint"><code>${finding.id}</code> ${finding.url}</p>
</article>
`
}

const SIGNS = { error: '✗', warning: '!', notice: '•' } satisfies Record<ReportFinding['severity'], string>

/** A failure that no rule explains, or a run that was cut off, is not the same as nothing wrong. */
const NO_FINDING = {
  healthy: '✓ nothing found',
  degraded: '✓ nothing found',
  unfinished: '? nothing found as far as the run came',
  failing: '? no known cause fits: kubectl’s words and the paths say what is known',
} satisfies Record<Report['outcome'], string>
