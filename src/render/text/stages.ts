import type { Report, ReportStage } from '../../report/report.ts'
import { type Lines, type Page, paragraph } from './page.ts'

/** What was done on each path, when it began and how long it took. */
export function stageLines(report: Report, page: Page): Lines {
  return report.paths.flatMap((path) => [
    ...paragraph(page, `${path.label} (${path.id})`, '  ', page.theme.strong),
    ...path.origins.flatMap((origin) => paragraph(page, `from ${originText(origin)}`, '    ')),
    ...path.stages.flatMap((stage) => paragraph(page, stageText(stage), '    ')),
  ])
}

/** `environment HTTPS_PROXY`, with the place and why kubectl does not take it by itself. */
export function originText(origin: Report['paths'][number]['origins'][number]): string {
  const place =
    origin.file === undefined ? '' : ` in ${origin.file}${origin.line === undefined ? '' : ` line ${origin.line}`}`
  const ignored = origin.ignoredBecause === undefined ? '' : ` (not taken by kubectl: ${origin.ignoredBecause})`
  const name = origin.name === origin.source ? origin.name : `${origin.source} ${origin.name}`
  return `${name}${place}${ignored}`
}

function stageText(stage: ReportStage): string {
  const timed =
    stage.startMs === null || stage.durationMs === null
      ? ''
      : ` at ${Math.round(stage.startMs)} ms for ${Math.round(stage.durationMs)} ms`
  return `${stage.name.padEnd(12)}${stage.status}${timed}${stage.detail === '' ? '' : `: ${stage.detail}`}${stage.doubt === undefined ? '' : ` [not the server: ${stage.doubt}]`}`
}
