import { anonymizeCase } from '../../src/anonymize/anonymize-case.ts'
import type { Case } from '../../src/case.ts'
import { encodeCase } from '../../src/case-codec.ts'
import { reportOf } from '../../src/diagnose/report-of.ts'
import { comparisonRenderers } from '../../src/render/comparison.ts'
import { FORMATS } from '../../src/render/format.ts'
import { frameOf } from '../../src/render/ink/frame.ts'
import { screenLook } from '../../src/render/ink/look.ts'
import { VIEWS } from '../../src/render/ink/views.ts'
import { chainFiles } from '../../src/report/chain-files.ts'
import { compare } from '../../src/report/comparison.ts'
import { clientVantage } from '../../src/report/vantage.ts'
import { done } from '../render/ink/states.ts'
import { renderers } from '../render/renderers.ts'

const LOOK = { width: 80, colour: true, ascii: false }

/** Every text that can be made of a Case, by what it is. */
export function everythingShown(subject: Case): Readonly<Record<string, string>> {
  return { ...shown('', subject), ...shown('anonymized ', anonymizeCase(subject)) }
}

function shown(prefix: string, subject: Case): Readonly<Record<string, string>> {
  const report = reportOf(subject)
  const formats = FORMATS.map((format) => [format, renderers[format](report, LOOK)] as const)
  const screen = screenLook({ ...LOOK, rows: 60 })
  const screens = VIEWS.map(
    ({ id }) => [`screen ${id}`, frameOf({ ...done(report), view: id }, screen).lines.join('\n')] as const,
  )
  const vantage = clientVantage('here', report)
  const texts = {
    case: encodeCase(subject),
    certificates: JSON.stringify(chainFiles(subject)),
    comparison: comparisonRenderers.json(compare(vantage, [vantage])),
    ...Object.fromEntries([...formats, ...screens]),
  }
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [prefix + name, text]))
}
