import type { Observed, Report } from '../../report/report.ts'
import { comparison, observedText, type Prediction, predictionOf, predictionText } from '../prediction.ts'
import { type Lines, type Page, paragraph, quoted } from './page.ts'

/** What kubectl prints: as the model predicts it and, where it was run, as it did; whether both are the same. */
export function wordsLines(report: Report, page: Page): Lines {
  const prediction = predictionOf(report)
  return [
    ...paragraph(page, ['kubectl', ...report.argv].join(' '), '  $ '),
    ...predictedLines(prediction, page),
    ...paragraph(page, `predicted for kubectl ${releaseText(report)}, ${fidelityText(report.kubectl.predicted)}`, '  '),
    ...observedLines(report, prediction, page),
  ]
}

/** `v1.34.5 (go1.24.13)`. */
export function releaseText(report: Pick<Report, 'kubectl'>): string {
  const { version, goVersion, assumed } = report.kubectl
  return `${version} (${goVersion}${assumed === true ? ', assumed: no kubectl was found' : ''})`
}

/** `exit status 1`, `ended at the time limit`. */
export function ending(observed: Observed): string {
  if (observed.endedBy === 'timeout') return 'ended at the time limit'
  if (observed.exitCode === null) return 'ended by a signal'
  return `exit status ${observed.exitCode}`
}

export function fidelityText(predicted: Report['kubectl']['predicted']): string {
  if (predicted.fidelity === 'exact') return 'exact'
  return predicted.why === undefined ? 'approximate' : `approximate: ${predicted.why}`
}

/** kubectl would hand its credentials to whoever answers. */
export function notRun({ target }: Pick<Report, 'target'>): string {
  return target?.trust.source === 'insecure'
    ? 'kubectl was not run, because verification is off and it would send your credentials to whoever answers'
    : 'kubectl was not run'
}

function predictedLines(prediction: Prediction, page: Page): Lines {
  switch (prediction.kind) {
    case 'prints':
      return quoted(page, prediction.message, '    ')
    case 'succeeds':
      return paragraph(page, `${page.glyphs.ok} ${predictionText(prediction)}`, '    ', page.theme.good)
    case 'unknown':
      return paragraph(page, `${page.glyphs.unknown} ${predictionText(prediction)}`, '    ', page.theme.caution)
  }
}

function observedLines(report: Report, prediction: Prediction, page: Page): Lines {
  const { observed } = report.kubectl
  if (observed === null) return paragraph(page, `observed: ${notRun(report)}`, '  ')
  const word = comparison(observed, prediction)
  const head = `observed, ${ending(observed)}: ${word}`
  if (word === 'same')
    return paragraph(page, `observed when kubectl was run, ${ending(observed)}: the same`, '  ', page.theme.good)
  return [...paragraph(page, head, '  ', page.theme.caution), ...quoted(page, observedText(observed), '    ')]
}
