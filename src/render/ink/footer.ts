import { escapeControl } from '../../lib/escape.ts'
import type { ScreenLook } from './look.ts'
import { seconds } from './seconds.ts'
import type { Overlay, UiState } from './ui-state.ts'
import { isList } from './views.ts'

/** The last line: what is asked, what the last key did, or which keys there are. */
export function footerLine(state: UiState, look: ScreenLook): string {
  const { theme } = look.page
  if (state.overlay !== null) return theme.strong(overlayText(state.overlay, state))
  if (state.notice !== null) return theme.strong(` ${escapeControl(state.notice)}`)
  const watching = watchText(state)
  const before = watching === '' ? ' ' : ` ${watching}  `
  return theme.faint(`${before}${keysText(state, look, look.columns - before.length)}`)
}

function overlayText(overlay: Overlay, { formats }: UiState): string {
  switch (overlay.kind) {
    case 'search':
      return `/${escapeControl(overlay.text)}_`
    case 'save':
      return ` save as: ${escapeControl(overlay.text)}_   Enter saves, Esc does not`
    case 'format':
      return ` format: ${formats.map((format, index) => (index === overlay.index ? `[${format}]` : format)).join(' ')}   j/k Enter`
    case 'apply':
      return ` writes the kubeconfig, after a backup: y, any other key: no   ${escapeControl(overlay.remedy.title)}`
  }
}

function watchText({ watch }: UiState): string {
  if (watch === null || watch.nextInMs === null) return ''
  const changes = watch.changes.length === 0 ? 'no change' : `changed ${watch.changes[0]?.since.slice(11, 19)} UTC`
  return `${changes}, again in ${seconds(Math.ceil(watch.nextInMs / 1000) * 1000)}`
}

/** As many as fit, the most needed first. */
function keysText(state: UiState, { signs }: ScreenLook, width: number): string {
  const rows = isList(state.view) && !state.opened
  const keys = [
    'q quit',
    '? help',
    ...(state.opened ? ['Esc back'] : []),
    `${signs.upDown} ${rows ? 'choose' : 'scroll'}`,
    ...(rows ? ['Enter open'] : []),
    ...(state.view === 'remedies' ? ['c copy', 'a apply'] : []),
    'Tab view',
    '/ search',
    'r again',
    's save',
    'o format',
  ]
  return keys.reduce((text, key) => (text.length + key.length + 2 > width ? text : `${text}  ${key}`))
}
