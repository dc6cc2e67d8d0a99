import type { Report, ReportPath } from '../../../report/report.ts'
import { comparison, observedText, predictionOn, predictionText } from '../../prediction.ts'
import { field, type Lines, type Page, paragraph, quoted, section } from '../../text/page.ts'
import { originText } from '../../text/stages.ts'
import { ending } from '../../text/words.ts'
import { answerLines } from './answer.ts'

/** All that is known of one path. */
export function pathDetailLines(path: ReportPath, report: Report, page: Page): Lines {
  return [
    ...paragraph(page, path.label, '  ', page.theme.strong),
    ...paragraph(page, path.id, '  ', page.theme.faint),
    ...path.origins.flatMap((origin) => paragraph(page, `from ${originText(origin)}`, '  ')),
    ...(path.usedByKubectl ? paragraph(page, 'the path kubectl takes', '  ', page.theme.strong) : []),
    '',
    ...section(
      page,
      'STAGES',
      path.stages.flatMap((stage) => field(page, stage.name, stageText(stage))),
    ),
    '',
    ...section(page, 'KUBECTL HERE', wordLines(path, report, page)),
    ...answerLines(path, page),
  ]
}

function stageText({ status, durationMs, detail }: ReportPath['stages'][number]): string {
  const timed = durationMs === null ? '' : `, ${Math.round(durationMs)} ms`
  return `${status}${timed}${detail === '' ? '' : `: ${detail}`}`
}

function wordLines(path: ReportPath, report: Report, page: Page): Lines {
  const prediction = predictionOn(path)
  const observed = path.observed ?? (path.usedByKubectl ? report.kubectl.observed : null)
  const said = ['predicted', ...(path.verdict.code === null ? [] : [path.verdict.code])].join(', ')
  if (observed === null) return [...paragraph(page, said, '  '), ...quoted(page, predictionText(prediction), '    ')]
  const word = comparison(observed, prediction)
  return [
    ...paragraph(page, said, '  '),
    ...quoted(page, predictionText(prediction), '    '),
    ...paragraph(
      page,
      `observed when kubectl was run, ${ending(observed)}: ${word === 'same' ? 'the same' : word}`,
      '  ',
    ),
    ...(word === 'same' ? [] : quoted(page, observedText(observed), '    ')),
  ]
}
