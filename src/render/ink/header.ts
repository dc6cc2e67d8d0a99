import { type Lines, type Page, paragraph } from '../text/page.ts'
import { summaryLines } from '../text/summary.ts'
import type { LivePath } from './live-run.ts'
import type { ScreenLook } from './look.ts'
import { seconds } from './seconds.ts'
import { STAGE_COLUMNS } from './stages.ts'
import type { UiState } from './ui-state.ts'

/** The verdict and the cause, as soon as they are known; until then how far the run is. */
export function headerLines(state: UiState, look: ScreenLook): Lines {
  const { report, running } = state
  if (report !== null && !running) return summaryLines(report, look.page)
  if (report !== null) return [...summaryLines(report, look.page).slice(0, 1), ...lookingLines(state, look)]
  return [...lookingLines(state, look), ...ownPathLines(state, look)]
}

function lookingLines({ run, running }: UiState, { page, signs }: ScreenLook): Lines {
  if (!running) return paragraph(page, 'LOOKING  starting', `${signs.running} `, page.theme.caution)
  const done = run.paths.filter((path) => path.endedMs !== null).length
  const all = run.paths.length > 0 && done === run.paths.length
  const text = all
    ? `all ${done} paths are walked; kubectl itself is run and the evidence judged`
    : `${done} of ${run.paths.length} paths done`
  return paragraph(page, `LOOKING  ${text}, ${seconds(run.nowMs)}`, `${signs.running} `, page.theme.caution)
}

/** kubectl's own path may be decided long before the slowest other one is. */
function ownPathLines({ run }: UiState, { page }: ScreenLook): Lines {
  const own = run.paths.find((path) => path.usedByKubectl)
  return own === undefined ? [] : verdictSoFar(own, page)
}

function verdictSoFar(path: LivePath, page: Page): Lines {
  for (const [name] of STAGE_COLUMNS) {
    const stage = path.stages[name]
    if (stage?.status !== 'failed') continue
    const detail = stage.detail === '' ? '' : `: ${stage.detail}`
    return paragraph(
      page,
      `FAILING  kubectl's own path ends at ${name}${detail}`,
      `${page.glyphs.failed} `,
      page.theme.bad,
    ).slice(0, 2)
  }
  if (path.endedMs === null) return []
  return paragraph(page, "kubectl's own path is walked to its end", `${page.glyphs.ok} `, page.theme.good)
}
