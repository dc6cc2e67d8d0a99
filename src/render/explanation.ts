import type { ExplainedText, Explanation } from '../explain/explanation.ts'
import { toYaml } from '../lib/yaml-emit.ts'
import { toJson } from './json.ts'
import type { RenderOptions } from './renderer.ts'
import { type Lines, type Page, pageOf, paragraph, quoted, section } from './text/page.ts'

export const explanationRenderers = {
  text: (explanation: Explanation, options: RenderOptions) => text(explanation, pageOf(options, false)),
  json: (explanation: Explanation) => toJson(explanation),
  yaml: (explanation: Explanation) => toYaml(explanation),
}

function text(explanation: Explanation, page: Page): string {
  const parts: readonly Lines[] = [
    ...explanation.items.flatMap((item, index) => itemParts(item, index, explanation.items.length, page)),
    explanation.known ? [] : unknown(page),
    explanation.truncated ? paragraph(page, 'Only the end of the text was read (1 MiB).', '') : [],
  ]
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function itemParts(item: ExplainedText, index: number, of: number, page: Page): readonly Lines[] {
  const times = item.count === 1 ? '' : `, in ${item.count} messages`
  return [
    section(page, `${of === 1 ? 'THE TEXT' : `TEXT ${index + 1} OF ${of}`}${times}`, quoted(page, item.text, '  ')),
    section(page, 'WHAT IT SAYS', [
      ...paragraph(page, item.says, '  ', page.theme.strong),
      ...paragraph(page, `Said by ${item.saidBy.text}.`, '  '),
      ...item.notes.flatMap((note) => paragraph(page, note, `  ${page.glyphs.bullet} `)),
    ]),
    section(page, item.causes.length === 1 ? 'CAUSE' : 'POSSIBLE CAUSES, likeliest first', causeLines(item, page)),
    section(page, item.causes.length === 1 ? 'RUN NEXT' : 'WHAT TELLS THEM APART', [
      // never broken, so that it can be copied whole
      `  $ ${item.next.command}`,
      ...paragraph(page, `shows ${item.next.shows}`, '    '),
    ]),
  ]
}

function causeLines(item: ExplainedText, page: Page): Lines {
  return item.causes.flatMap(({ id, title, why, tell, url }, index) => [
    ...paragraph(page, title, `  ${index + 1}. `, page.theme.strong),
    ...paragraph(page, `why: ${why}`, '     '),
    ...paragraph(page, `told by: ${tell}`, '     '),
    ...paragraph(page, url === null ? id : `${id}   ${url}`, '     ', page.theme.faint),
  ])
}

function unknown(page: Page): Lines {
  return [
    page.theme.caution(`${page.glyphs.unknown} UNKNOWN`),
    ...paragraph(
      page,
      'No error of kubectl, TLS or a proxy that is known here stands in this text. Paste the whole output of kubectl -v=4, or let the doctor look itself:',
      '  ',
    ),
    '  $ kubectl tlsdoctor',
  ]
}
