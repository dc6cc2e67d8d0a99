import type { Observed, Report } from '../../report/report.ts'
import { comparison, observedText, type Prediction, predictionOf, predictionText } from '../prediction.ts'
import { type Lines, type Page, paragraph, quoted } from './page.ts'

/** What kubectl prints: as the model predicts it and, where it was run, as it did; whether both are the same. */
export function wordsLines(report: Report, page: Page): Lines {
  const prediction = predictionOf(report)
  return [
    ...paragraph(page, `predicted for ${releaseText(report)}, ${fidelityText(report.kubectl.predicted)}`, '  '),
    ...predictedLines(prediction, page),
    ...observedLines(report.kubectl.observed, prediction, page),
  ]
}

/** `kubectl v1.34.5 (go1.24.13)`. */
export function releaseText(report: Pick<Report, 'kubectl'>): string {
  const { version, goVersion, assumed } = report.kubectl
  return `kubectl ${version} (${goVersion}${assumed === true ? ', assumed: no kubectl was found' : ''})`
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

function observedLines(observed: Observed | null, prediction: Prediction, page: Page): Lines {
  if (observed === null) return paragraph(page, 'observed: kubectl was not run', '  ')
  const word = comparison(observed, prediction)
  const head = `observed, ${ending(observed)}: ${word}`
  if (word === 'same') return paragraph(page, head, '  ', page.theme.good)
  return [...paragraph(page, head, '  ', page.theme.caution), ...quoted(page, observedText(observed), '    ')]
}
