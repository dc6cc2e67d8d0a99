import { type Lines, type Page, paragraph } from '../text/page.ts'
import type { UiState } from './ui-state.ts'

/** What `--watch` saw change, and since when; the newest first. */
export function changeLines({ watch }: UiState, page: Page): Lines {
  if (watch === null) return []
  if (watch.changes.length === 0) {
    return paragraph(
      page,
      `nothing changed in ${watch.runs} ${watch.runs === 1 ? 'run' : 'runs'}`,
      '  ',
      page.theme.faint,
    )
  }
  return watch.changes.flatMap((change) => paragraph(page, `since ${change.since}  ${change.text}`, '  '))
}
