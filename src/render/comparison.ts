import { toYaml } from '../lib/yaml-emit.ts'
import type { Comparison } from '../report/comparison.ts'
import { toJson } from './json.ts'
import type { RenderOptions } from './renderer.ts'
import { field, type Lines, type Page, pageOf, paragraph, section } from './text/page.ts'

export const comparisonRenderers = {
  text: (comparison: Comparison, options: RenderOptions) => text(comparison, pageOf(options, false)),
  json: (comparison: Comparison) => toJson(comparison),
  yaml: (comparison: Comparison) => toYaml(comparison),
}

function text({ alike, baseline, others, findings }: Comparison, page: Page): string {
  const { glyphs, theme } = page
  const parts: readonly Lines[] = [
    alike
      ? paragraph(page, `${glyphs.ok} ALIKE  nothing differs that matters`, '', theme.good)
      : paragraph(page, `${glyphs.failed} DIFFERENT  compared with ${baseline.name}`, '', theme.bad),
    section(
      page,
      'FINDINGS',
      findings.flatMap((finding) => findingLines(finding, page)),
    ),
    section(
      page,
      'VANTAGE POINTS',
      [baseline, ...others].flatMap((vantage, index) => vantageLines(vantage, index === 0, page)),
    ),
  ]
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function findingLines({ id, severity, title, explanation }: Comparison['findings'][number], page: Page): Lines {
  const { glyphs, theme } = page
  const notice = severity === 'notice'
  return [
    ...paragraph(page, title, `  ${notice ? glyphs.bullet : glyphs.warning} `, notice ? theme.strong : theme.caution),
    ...paragraph(page, explanation, '    '),
    ...paragraph(page, id, '    ', theme.faint),
  ]
}

function vantageLines(vantage: Comparison['baseline'], isBaseline: boolean, page: Page): Lines {
  const { name, kind, at, works, message, server, chains } = vantage
  const what = kind === 'server' ? 'on the control plane' : (server ?? 'no server')
  const state = works === null ? 'no verdict' : works ? 'works' : 'fails'
  return [
    ...paragraph(page, `${name}${isBaseline ? ' (baseline)' : ''}`, '  ', page.theme.strong),
    ...field(page, '  what', `${what}, ${at}, ${state}`),
    ...(message === null ? [] : field(page, '  kubectl', message)),
    ...chains.flatMap(({ from, leaf }) =>
      field(page, '  shown', `${from}: ${leaf.subject} of ${leaf.issuer}, ${leaf.sha256.slice(0, 16)}`),
    ),
  ]
}
