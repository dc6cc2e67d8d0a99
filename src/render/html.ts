import { createHash } from 'node:crypto'
import type { Report } from '../report/report.ts'
import { anchorsSection, chainsSection } from './html/certificates.ts'
import { findingsSection } from './html/findings.ts'
import { definitions, list } from './html/lists.ts'
import { pathsSection } from './html/paths.ts'
import { proxySection } from './html/proxy.ts'
import { remediesSection } from './html/remedies.ts'
import { STYLE } from './html/style.ts'
import { type Html, html, many } from './html/template.ts'
import { comparison, observedText, type Prediction, predictionOf, predictionText } from './prediction.ts'
import { blockers } from './text/next.ts'
import { contextText, serverNameText, trustText } from './text/target.ts'
import { ending, fidelityText, notRun, releaseText } from './text/words.ts'

/**
 * One self-contained page, the answer first and what it rests on after it: no script, nothing loaded, its only style
 * named by hash in the policy (CSP level 3).
 */
export function renderHtml(report: Report): string {
  const hash = createHash('sha256').update(STYLE).digest('base64')
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>TLS diagnosis: ${report.target?.server ?? 'kubeconfig'}</title>
<style>${{ markup: STYLE }}</style>
</head>
<body>
<header class="${report.outcome}">
<h1>${SIGNS[report.outcome]} ${report.outcome}</h1>
<p class="summary">${report.summary}</p>
<p class="faint">${['kubectl', ...report.argv].join(' ')} · ${report.at} · ${report.tool.name} ${report.tool.version}</p>
</header>
${words(report)}${pathsSection(report)}${ladder(report)}${findingsSection(report)}${remediesSection(report)}${proxySection(report)}${target(report)}${canaries(report)}${chainsSection(report)}${anchorsSection(report)}</body>
</html>
`
  return page.markup
}

const SIGNS = { healthy: '✓', degraded: '!', failing: '✗', unfinished: '?' } satisfies Record<Report['outcome'], string>

function words(report: Report): Html {
  const { predicted, observed } = report.kubectl
  const prediction = predictionOf(report)
  return html`<section>
<h2>kubectl’s words</h2>
<p>predicted for kubectl ${releaseText(report)}, ${fidelityText(predicted)}</p>
<pre>${predictionText(prediction)}</pre>
${observed === null ? html`<p>observed: ${notRun(report)}</p>` : observedHtml(observed, prediction)}
</section>
`
}

function observedHtml(observed: NonNullable<Report['kubectl']['observed']>, prediction: Prediction): Html {
  const word = comparison(observed, prediction)
  const text = word === 'same' ? html`` : html`<pre>${observedText(observed)}</pre>`
  return html`<p>observed, ${ending(observed)}: <strong>${word}</strong></p>${text}`
}

function ladder(report: Report): Html {
  const own = report.paths.find((path) => path.usedByKubectl)
  if (own === undefined || own.verdict.next.length === 0) return html``
  return html`<section>
<h2>What comes next</h2>
<ol>${many(blockers(own), (blocker) => html`<li>${blocker.stage}: <code>${blocker.text}</code></li>`)}</ol>
</section>
`
}

function target(report: Report): Html {
  if (report.target === null) return html``
  return html`<section>
<h2>Target</h2>
${definitions([
  ['server', report.target.server],
  ['verified as', serverNameText(report.target)],
  ['trust', trustText(report.target.trust)],
  ['context', contextText(report.target)],
  ['kubeconfig', report.target.kubeconfig.join(', ')],
  ['platform', report.environment.platform],
])}
</section>
`
}

function canaries(report: Report): Html {
  if (report.canaries.length === 0) return html``
  return html`<section>
<h2>Probes that kubectl would not send</h2>
${list(report.canaries, (canary) => html`${canary.text}`)}</section>
`
}
