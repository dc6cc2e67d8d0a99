import { cellWidth, padCells } from '../../lib/cell-width.ts'
import { bounded, escapeControl } from '../../lib/escape.ts'
import { wrap } from '../../lib/wrap.ts'
import type { Report, ReportPath, ReportStage } from '../../report/report.ts'
import { comparison, isDroppedBody, observedText, predictionOn, unopenedTunnel } from '../prediction.ts'
import { type Lines, type Page, paragraph, quoted } from './page.ts'
import type { Paint } from './theme.ts'
import { ending } from './words.ts'

/** One row a path, one column a stage, kubectl's own path marked; under each row what kubectl would print there. */
export function pathMatrix(report: Report, page: Page): Lines {
  const { paths } = report
  if (paths.length === 0) return []
  const labels = shortLabels(report)
  const labelWidth = labelColumn(labels, page)
  const titles = COLUMNS.map(([, title]) => title.padEnd(CELL))
    .join('')
    .trimEnd()
  return [
    page.theme.faint(`${' '.repeat(labelWidth + MARGIN)}${titles}`.trimEnd()),
    ...paths.flatMap((path, index) => [
      ...row(path, labels[index] ?? path.label, labelWidth, page),
      ...whyTried(path, page),
      ...predictedHere(path, report, page),
      ...observedHere(path, page),
      ...droppedBody(path, page),
    ]),
    ...legend(paths, page),
  ]
}

const COLUMNS: readonly (readonly [ReportStage['name'], string])[] = [
  ['dns', 'dns'],
  ['tcp', 'tcp'],
  ['proxy', 'proxy'],
  ['tls', 'tls'],
  ['certificate', 'cert'],
  ['http', 'http'],
]
const CELL = 8
/** The last column needs no space behind it. */
const TABLE = 6 * CELL - 1
const MARGIN = 4

/** Where every path ends at the one server that TARGET names, a row need not name it again. */
function shortLabels({ paths, target }: Report): readonly string[] {
  const ending = target === null ? '' : ` to ${target.server.replace(/^https?:\/\//, '').replace(/\/.*$/, '')}`
  const labels = paths.map((path) => escapeControl(path.label))
  return ending !== '' && labels.every((label) => label.endsWith(ending))
    ? labels.map((label) => label.slice(0, -ending.length))
    : labels
}

function labelColumn(labels: readonly string[], page: Page): number {
  const longest = Math.max(...labels.map((label) => cellWidth(label)))
  return Math.max(12, Math.min(longest, page.width - MARGIN - TABLE))
}

function row(path: ReportPath, shown: string, labelWidth: number, page: Page): Lines {
  const [first = '', ...rest] = wrap(shown, labelWidth)
  const mark = path.usedByKubectl ? page.glyphs.pointer : ' '
  const cells = COLUMNS.map(([name]) => cell(path, name, page)).join('')
  const label = padCells(first, labelWidth)
  return [
    `${mark} ${path.usedByKubectl ? page.theme.strong(label) : label}  ${cells}`.trimEnd(),
    ...rest.map((line) => `  ${path.usedByKubectl ? page.theme.strong(line) : line}`),
  ]
}

function cell(path: ReportPath, name: ReportStage['name'], page: Page): string {
  const stage = path.stages.find((candidate) => candidate.name === name)
  const { text, paint } = stageSign(stage, path, page)
  return paint(text) + ' '.repeat(Math.max(1, CELL - cellWidth(text)))
}

/** Sign and word; of an HTTP answer its status. */
function stageSign(stage: ReportStage | undefined, path: ReportPath, page: Page): { text: string; paint: Paint } {
  const { glyphs, theme } = page
  const status = stage?.name === 'http' && path.response !== null ? String(path.response.status) : null
  switch (stage?.status) {
    case 'ok':
      return { text: `${glyphs.ok} ${status ?? 'ok'}`, paint: theme.good }
    case 'failed':
      return { text: `${glyphs.failed} ${status ?? 'fail'}`, paint: theme.bad }
    case 'skipped':
      return { text: `${glyphs.skipped} skip`, paint: theme.faint }
    case 'not-measured':
    case undefined:
      return { text: 'unseen', paint: theme.faint }
  }
}

/** What stands further up already is not repeated. */
function predictedHere(path: ReportPath, { kubectl, paths }: Report, page: Page): Lines {
  const prediction = predictionOn(path)
  if (prediction.kind === 'unknown') return []
  const unopened = unopenedTunnel(path)
  if (unopened !== null) return paragraph(page, `ssh opened no tunnel: ${unopened}`, '    ')
  if (prediction.kind === 'succeeds') return paragraph(page, 'kubectl would succeed', '    ', page.theme.good)
  if (path.usedByKubectl && prediction.message === kubectl.predicted.message) return []
  const before = paths.slice(0, paths.indexOf(path)).find((other) => other.kubectlMessage === prediction.message)
  if (before !== undefined) return paragraph(page, `kubectl would print the same as on: ${before.label}`, '    ')
  return [...paragraph(page, 'kubectl would print', '    '), ...quoted(page, prediction.message, '    ')]
}

/** Of a certificate's names nobody asked for the way: why it was tried all the same. */
function whyTried(path: ReportPath, page: Page): Lines {
  const isOfCertificate = path.origins.every(({ name }) => name.startsWith('subject alternative name '))
  return isOfCertificate
    ? paragraph(page, "tried because the server's certificate names it", '    ', page.theme.faint)
    : []
}

/** kubectl's own path has its observed message further up. */
function observedHere(path: ReportPath, page: Page): Lines {
  if (path.observed === null || path.usedByKubectl) return []
  const word = comparison(path.observed, predictionOn(path))
  const head = `observed here, ${ending(path.observed)}: ${word}`
  if (word === 'same') return paragraph(page, head, '    ', page.theme.good)
  return [...paragraph(page, head, '    ', page.theme.caution), ...quoted(page, observedText(path.observed), '    ')]
}

/** What a proxy or a login page says for itself: kubectl reduces it to one line of its own. */
function droppedBody(path: ReportPath, page: Page): Lines {
  const body = path.response?.body ?? null
  if (path.response === null || body === null || body.trim() === '') return []
  const telling = path.response.status >= 400 || path.response.contentType?.includes('json') !== true
  if (!telling && !page.wide) return []
  const isDropped = isDroppedBody(body, path.kubectlMessage)
  if (!isDropped && !page.wide) return []
  const head = `body of the answer${isDropped ? ', which kubectl does not show' : ''}:`
  const shown = page.wide ? body : bounded(body.trimEnd(), SHOWN_BODY)
  return [...paragraph(page, head, '    '), ...quoted(page, shown, '    ')]
}

const SHOWN_BODY = 400

function legend(paths: readonly ReportPath[], page: Page): Lines {
  const states = new Set(paths.flatMap((path) => COLUMNS.map(([name]) => stateOf(path, name))))
  const parts = [
    ...(paths.some((path) => path.usedByKubectl) ? [`${page.glyphs.pointer} the path kubectl takes`] : []),
    ...(states.has('skipped') ? [`${page.glyphs.skipped} skip: not needed there`] : []),
    ...(states.has('not-measured') ? ['unseen: not reached, so not measured'] : []),
  ]
  const together = parts.join('   ')
  const lines = cellWidth(together) + 2 <= page.width ? [together] : parts
  return lines.filter((line) => line !== '').flatMap((line) => paragraph(page, line, '  ', page.theme.faint))
}

function stateOf(path: ReportPath, name: ReportStage['name']): ReportStage['status'] {
  return path.stages.find((stage) => stage.name === name)?.status ?? 'not-measured'
}
