import { assertNever } from '../../lib/exhaustive.ts'
import type { Report, ReportPath, ReportStage } from '../../report/report.ts'
import { comparison, observedText, predictionOn, predictionText, unopenedTunnel } from '../prediction.ts'
import { originText } from '../text/stages.ts'
import { ending } from '../text/words.ts'
import { definitions } from './lists.ts'
import { type Html, html, many } from './template.ts'

/** A drawing of every path: its stages on a line that breaks where kubectl does not get further. */
export function pathsSection(report: Report): Html {
  const { paths } = report
  if (paths.length === 0) return html``
  return html`<section>
<h2>Paths</h2>
${many(paths, (path) => onePath(path, report))}${legend(paths)}</section>
`
}

function onePath(path: ReportPath, report: Report): Html {
  const own = path.usedByKubectl ? html` <strong class="chip">kubectl takes this one</strong>` : html``
  return html`<article class="path">
<h3>${path.label}${own}</h3>
${fate(path)}
<ol class="stages">${many(path.stages, (stage, index) => station(stage, index, path))}</ol>
${outcomeHere(path, report)}${observedHere(path)}${body(path)}<details><summary>every step of this path</summary>${definitions(
    [
      ...path.origins.map((origin) => ['from', originText(origin)] as const),
      ...path.stages.map((stage) => [stage.name, stepText(stage)] as const),
    ],
  )}</details>
</article>
`
}

/** In words, for whoever does not see the drawing or its colours. */
function fate(path: ReportPath): Html {
  if (path.verdict.outcome !== 'accepted') return html`<p class="bad">✗ breaks at ${path.verdict.stage}</p>`
  const prediction = predictionOn(path)
  switch (prediction.kind) {
    case 'succeeds':
      return html`<p class="good">✓ kubectl would succeed</p>`
    case 'prints':
      return html`<p class="bad">✗ kubectl fails behind the last stage</p>`
    case 'unknown':
      return html`<p class="caution">? ${predictionText(prediction)}</p>`
    default:
      return assertNever(prediction)
  }
}

const TITLES = {
  dns: 'dns',
  tcp: 'tcp',
  proxy: 'proxy',
  tls: 'tls',
  certificate: 'cert',
  http: 'http',
} satisfies Record<ReportStage['name'], string>

function station(stage: ReportStage, index: number, path: ReportPath): Html {
  const end = endOf(path)
  const isEnd = index === end && path.verdict.outcome !== 'accepted'
  const beyond = index > end ? ' beyond' : ''
  const status = isEnd ? 'failed' : stage.status
  const { sign, word } = LOOKS[status]
  const shown = stage.name === 'http' && path.response !== null ? String(path.response.status) : word
  return html`<li class="${status}${beyond}"><span class="sign">${sign}</span> <b>${TITLES[stage.name]}</b> ${shown}</li>`
}

/** The place of the last stage that kubectl gets to. */
function endOf({ stages, verdict }: ReportPath): number {
  const end = stages.findIndex(({ name }) => name === verdict.stage)
  return verdict.outcome === 'accepted' || end === -1 ? stages.length - 1 : end
}

const LOOKS = {
  ok: { sign: '✓', word: 'ok' },
  failed: { sign: '✗', word: 'fail' },
  skipped: { sign: '–', word: 'skip' },
  'not-measured': { sign: '·', word: 'unseen' },
} satisfies Record<ReportStage['status'], { readonly sign: string; readonly word: string }>

function legend(paths: readonly ReportPath[]): Html {
  const statuses = new Set(paths.flatMap(({ stages }) => stages.map(({ status }) => status)))
  const parts = [
    ...(statuses.has('skipped') ? ['skip: not needed there'] : []),
    ...(statuses.has('not-measured') ? ['unseen: not reached, so not measured'] : []),
    ...(paths.some((path) => endOf(path) < path.stages.length - 1) ? ['dashed: kubectl does not get there'] : []),
  ]
  return parts.length === 0 ? html`` : html`<p class="faint">${parts.join(' · ')}</p>\n`
}

/** What stands further up is not repeated. */
function outcomeHere(path: ReportPath, { kubectl, paths }: Report): Html {
  const unopened = unopenedTunnel(path)
  if (unopened !== null) return html`<p>ssh opened no tunnel:</p><pre>${unopened}</pre>`
  const prediction = predictionOn(path)
  if (prediction.kind !== 'prints') return html``
  if (path.usedByKubectl && prediction.message === kubectl.predicted.message) return html``
  const before = paths.slice(0, paths.indexOf(path)).find((other) => other.kubectlMessage === prediction.message)
  if (before !== undefined) return html`<p>kubectl would print the same as on: ${before.label}</p>`
  return html`<p>kubectl would print:</p><pre>${prediction.message}</pre>`
}

/** kubectl's own path has its observed message further up. */
function observedHere(path: ReportPath): Html {
  if (path.observed === null || path.usedByKubectl) return html``
  const word = comparison(path.observed, predictionOn(path))
  const text = word === 'same' ? html`` : html`<pre>${observedText(path.observed)}</pre>`
  return html`<p>observed here, ${ending(path.observed)}: <strong>${word}</strong></p>${text}`
}

function body({ response }: ReportPath): Html {
  if (response === null || response.body === null || response.body.trim() === '') return html``
  return html`<details><summary>the answer’s body</summary><pre>${response.body}</pre></details>`
}

function stepText({ status, detail, doubt }: ReportStage): string {
  const text = detail === '' ? status : `${status}: ${detail}`
  return doubt === undefined ? text : `${text} (not the server: ${doubt})`
}
