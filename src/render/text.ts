import type { Report } from '../report/report.ts'
import type { RenderOptions } from './renderer.ts'
import { canaryLines } from './text/canaries.ts'
import { chainLines } from './text/chains.ts'
import { findingLines } from './text/findings.ts'
import { nextLines } from './text/next.ts'
import { type Lines, type Page, pageOf, section } from './text/page.ts'
import { pathMatrix } from './text/path-matrix.ts'
import { pathReasonLines } from './text/path-reason.ts'
import { proxySettingLines } from './text/proxy-settings.ts'
import { quietLines } from './text/quiet.ts'
import { remedyLines } from './text/remedies.ts'
import { stageLines } from './text/stages.ts'
import { footerLines, summaryLines } from './text/summary.ts'
import { targetLines } from './text/target.ts'
import { wordsLines } from './text/words.ts'

/** The report for a terminal or a pipe: the answer first, what it rests on after it. */
export function renderText(report: Report, options: RenderOptions): string {
  return render(report, pageOf(options, false))
}

/** `-o wide`: every finding, whole chains, the verifier's trace, NO_PROXY entry by entry, stages with their times. */
export function renderWide(report: Report, options: RenderOptions): string {
  return render(report, pageOf(options, true))
}

function render(report: Report, page: Page): string {
  const parts: readonly Lines[] = [
    summaryLines(report, page),
    section(page, "KUBECTL'S WORDS", wordsLines(report, page)),
    section(page, 'TARGET', targetLines(report, page)),
    section(page, 'PATHS', pathMatrix(report, page)),
    section(page, 'WHAT COMES NEXT', nextLines(report, page)),
    section(page, 'WHY THIS PATH', pathReasonLines(report.proxy, page)),
    section(
      page,
      'PROXY SETTINGS THAT KUBECTL DOES NOT READ',
      proxySettingLines(
        (report.proxySettings ?? []).filter(({ isPath }) => page.wide || !isPath),
        page,
      ),
    ),
    section(page, 'FINDINGS', findingLines(report, page)),
    section(page, 'REMEDIES', remedyLines(report, page)),
    section(page, 'PROBES THAT KUBECTL WOULD NOT SEND', canaryLines(report, page)),
    section(page, 'PRESENTED CHAINS', page.wide ? chainLines(report, page) : []),
    section(page, 'STAGES', page.wide ? stageLines(report, page) : []),
    section(page, 'RULES THAT DID NOT FIRE', page.wide ? quietLines(report, page) : []),
    footerLines(report, page),
  ]
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}
