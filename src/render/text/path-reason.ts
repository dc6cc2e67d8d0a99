import type { Report } from '../../report/report.ts'
import { decisionText, noProxyReason } from '../proxy-words.ts'
import { field, type Lines, type Page, paragraph } from './page.ts'

type ProxyChoice = NonNullable<Report['proxy']>

/** Which variable won and what became of the others; NO_PROXY entry by entry where it mattered, or all of it in wide. */
export function pathReasonLines(choice: ProxyChoice | null, page: Page): Lines {
  if (choice === null) return []
  return [
    ...paragraph(page, decisionText(choice), '  '),
    ...choice.variables.flatMap((variable) =>
      field(page, variable.name, `${variable.value}   ${variable.status}: ${variable.reason}`, VARIABLE_COLUMN),
    ),
    ...noProxyLines(choice, page),
  ]
}

const VARIABLE_COLUMN = 13

function noProxyLines(choice: ProxyChoice, page: Page): Lines {
  const { variable, value, entries } = choice.noProxy
  if (variable === null) return page.wide ? paragraph(page, 'NO_PROXY is not set in either spelling', '  ') : []
  const shown = entries.filter((entry) => page.wide || entry.matches || entry.looksMeant)
  return [
    ...field(page, variable, value === null || value === '' ? '(empty)' : value, VARIABLE_COLUMN),
    ...shown.flatMap((entry) => paragraph(page, entryText(entry), `    ${page.glyphs.bullet} `)),
  ]
}

/** `10.0.0.*: …; 10.0.0.0/24 would match`. */
export function entryText(entry: ProxyChoice['noProxy']['entries'][number]): string {
  const better = entry.wouldMatch === null ? '' : `; ${entry.wouldMatch} would match`
  return `${entry.text === '' ? '(empty entry)' : entry.text}: ${noProxyReason(entry.reason)}${better}`
}
