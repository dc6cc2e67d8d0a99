import { createHash } from 'node:crypto'
import type { Report, ReportPath } from '../report/report.ts'
import { certificateFacts } from './certificate-facts.ts'
import { STYLE } from './html/style.ts'
import { type Html, html, join, many } from './html/template.ts'
import {
  comparison,
  observedText,
  type Prediction,
  predictionOf,
  predictionOn,
  predictionText,
  unopenedTunnel,
} from './prediction.ts'
import { decisionText, noProxyReason } from './proxy-words.ts'
import { rootCauses, symptomsOf } from './text/findings.ts'
import { blockers } from './text/next.ts'
import { byProof, proofText, remedyLabel } from './text/remedies.ts'
import { contextText, serverNameText, trustText } from './text/target.ts'
import { ending, fidelityText, notRun, releaseText } from './text/words.ts'

/** One self-contained page: no script, nothing loaded, its only style named by hash in the policy (CSP level 3). */
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
<h1>${report.outcome}</h1>
<p>${report.summary}</p>
<p class="faint">${['kubectl', ...report.argv].join(' ')} · ${report.at} · ${report.tool.name} ${report.tool.version}</p>
</header>
${words(report)}${target(report)}${matrix(report)}${ladder(report)}${reasons(report)}${findings(report)}${remedies(report)}${canaries(report)}${chains(report)}</body>
</html>
`
  return page.markup
}

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

function target(report: Report): Html {
  if (report.target === null) return html``
  const rows: readonly (readonly [string, string])[] = [
    ['server', report.target.server],
    ['verified as', serverNameText(report.target)],
    ['trust', trustText(report.target.trust)],
    ['context', contextText(report.target)],
    ['kubeconfig', report.target.kubeconfig.join(', ')],
    ['platform', report.environment.platform],
  ]
  return html`<section>
<h2>Target</h2>
${definitions(rows)}
</section>
`
}

function matrix(report: Report): Html {
  if (report.paths.length === 0) return html``
  const stages = report.paths[0]?.stages.map((stage) => stage.name) ?? []
  return html`<section>
<h2>Paths</h2>
<table>
<thead><tr><th scope="col">path</th>${many(stages, (name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${many(report.paths, pathRow)}</tbody>
</table>
</section>
`
}

function pathRow(path: ReportPath): Html {
  return html`
<tr${path.usedByKubectl ? html` class="own"` : html``}><th scope="row">${path.label}${path.usedByKubectl ? " (kubectl's own path)" : ''}</th>${many(
    path.stages,
    (stage) =>
      html`<td class="${stage.status}" title="${stage.doubt === undefined ? stage.detail : `${stage.detail} (not the server: ${stage.doubt})`}">${stage.name === 'http' && path.response !== null ? `${stage.status} ${path.response.status}` : stage.status}</td>`,
  )}</tr>
<tr><td colspan="${String(path.stages.length + 1)}">${outcomeHere(path)}${path.response?.body == null ? html`` : html`<details><summary>the answer's body</summary><pre>${path.response.body}</pre></details>`}</td></tr>`
}

function outcomeHere(path: ReportPath): Html {
  const unopened = unopenedTunnel(path)
  if (unopened !== null) return html`<p>ssh opened no tunnel:</p><pre>${unopened}</pre>`
  const prediction = predictionOn(path)
  switch (prediction.kind) {
    case 'prints':
      return html`<p>kubectl would print:</p><pre>${prediction.message}</pre>`
    case 'succeeds':
      return html`<p>kubectl would succeed</p>`
    case 'unknown':
      return html`<p>${predictionText(prediction)}</p>`
  }
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

function reasons(report: Report): Html {
  if (report.proxy === null) return html``
  return html`<section>
<h2>Why this path</h2>
<p>${decisionText(report.proxy)}</p>
<ul>${many(report.proxy.variables, (variable) => html`<li><code>${variable.name}=${variable.value}</code> ${variable.status}: ${variable.reason}</li>`)}</ul>
<ul>${many(report.proxy.noProxy.entries, (entry) => html`<li><code>${entry.text}</code> ${noProxyReason(entry.reason)}</li>`)}</ul>
</section>
`
}

function findings(report: Report): Html {
  return html`<section>
<h2>Findings</h2>
${many(
  rootCauses(report.findings),
  (finding) => html`<article class="${finding.severity}">
<h3>${finding.severity}: ${finding.title}</h3>
<p>${finding.explanation}</p>
<ul>${many(finding.evidence, (evidence) => html`<li>${evidence.text} <span class="faint">(${evidence.weight})</span></li>`)}</ul>
${many(symptomsOf(finding.id, report.findings), (symptom) => html`<p class="faint">explains <code>${symptom.id}</code>: ${symptom.title}</p>`)}
<p class="faint"><code>${finding.id}</code> ${finding.url}</p>
</article>
`,
)}${report.findings.length === 0 ? html`<p>no finding</p>` : html``}</section>
`
}

function remedies(report: Report): Html {
  const { proved, unproved, refuted } = byProof(report.remedies)
  if (report.remedies.length === 0) return html``
  return html`<section>
<h2>Remedies</h2>
${many(
  [...proved, ...unproved, ...refuted],
  (remedy) => html`<article class="${remedy.proof.status}">
<h3>${remedy.title}</h3>
<p>${remedyLabel(remedy)}. ${proofText(remedy.proof)}</p>
${many(remedy.steps, (step) => (step.kind === 'edit' ? html`<p>${step.text}</p>` : html`<pre>${step.text}</pre>`))}
</article>
`,
)}</section>
`
}

function canaries(report: Report): Html {
  if (report.canaries.length === 0) return html``
  return html`<section>
<h2>Probes that kubectl would not send</h2>
<ul>${many(report.canaries, (canary) => html`<li>${canary.text}</li>`)}</ul>
</section>
`
}

function chains(report: Report): Html {
  const presented = report.paths.filter((path) => path.presented !== null)
  if (presented.length === 0) return html``
  return html`<section>
<h2>Presented chains</h2>
${many(
  presented,
  (path) => html`<details><summary>${path.label}</summary>
${many(path.presented ?? [], (certificate) => html`<h3>${certificate.subject}</h3>${definitions(certificateFacts(certificate))}<pre>${certificate.pem}</pre>`)}</details>
`,
)}</section>
`
}

function definitions(rows: readonly (readonly [string, string])[]): Html {
  return html`<dl>${join(rows.map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`))}</dl>`
}
