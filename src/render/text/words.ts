import type { Observed, Report } from '../../report/report.ts'
import { type Lines, type Page, paragraph, quoted } from './page.ts'

/** What kubectl prints: as the model predicts it and, where it was run, as it did; whether both are the same. */
export function wordsLines(report: Report, page: Page): Lines {
  const { predicted, observed } = report.kubectl
  return [
    ...paragraph(page, `predicted for ${releaseText(report)}, ${fidelityText(predicted)}`, '  '),
    ...messageLines(predicted.message, page),
    ...observedLines(observed, predicted.message, page),
  ]
}

/** `kubectl v1.34.5 (go1.24.13)`. */
export function releaseText(report: Pick<Report, 'kubectl'>): string {
  const { version, goVersion, assumed } = report.kubectl
  return `kubectl ${version} (${goVersion}${assumed === true ? ', assumed: no kubectl was found' : ''})`
}

/** `same` or `differs`, as people ask it of two messages. */
export function comparison(observed: Observed, predicted: string | null): 'same' | 'differs' {
  return observed.message === predicted ? 'same' : 'differs'
}

/** `kubectl succeeded`, `exit status 1`, `ended at the time limit`. */
export function ending(observed: Observed): string {
  if (observed.endedBy === 'timeout') return 'ended at the time limit'
  if (observed.exitCode === null) return 'ended by a signal'
  return `exit status ${observed.exitCode}`
}

function fidelityText(predicted: Report['kubectl']['predicted']): string {
  if (predicted.fidelity === 'exact') return 'exact'
  return predicted.why === undefined ? 'approximate' : `approximate: ${predicted.why}`
}

function messageLines(message: string | null, page: Page): Lines {
  if (message === null) return [`    ${page.theme.good(`${page.glyphs.ok} no error: kubectl succeeds`)}`]
  return quoted(page, message, '    ')
}

function observedLines(observed: Observed | null, predicted: string | null, page: Page): Lines {
  if (observed === null) return paragraph(page, 'observed: kubectl was not run', '  ')
  const word = comparison(observed, predicted)
  const head = `observed, ${ending(observed)}: ${word}`
  if (word === 'same') return paragraph(page, head, '  ', page.theme.good)
  return [...paragraph(page, head, '  ', page.theme.caution), ...messageLines(observed.message, page)]
}
