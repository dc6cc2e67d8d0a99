import type { ScreenLook } from './look.ts'
import type { UiState } from './ui-state.ts'
import { VIEWS } from './views.ts'

/** One line: every view with its key, the open one in brackets. */
export function tabLine({ view: open }: UiState, { chosen, columns, page }: ScreenLook): string {
  const titles = VIEWS.map(
    (view) => `${view.key} ${columns >= SHORT || view.id === open ? view.title : (SHORTER[view.id] ?? view.title)}`,
  )
  const tabs = VIEWS.map(({ id }, index) =>
    id === open ? chosen(`[${titles[index]}]`) : page.theme.faint(` ${titles[index]} `),
  )
  return tabs.join('')
}

const SHORT = 72
const SHORTER: Readonly<Record<string, string>> = { next: 'next', remedies: 'fix', evidence: 'seen' }
