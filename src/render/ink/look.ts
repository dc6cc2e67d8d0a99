import type { RenderOptions } from '../renderer.ts'
import { type Page, pageOf } from '../text/page.ts'
import type { Paint } from '../text/theme.ts'

/** Every sign and colour that the screen has beyond those of the plain report. */
export interface ScreenLook {
  readonly page: Page
  /** The whole terminal; text for reading is `page.width` wide at most. */
  readonly columns: number
  readonly rows: number
  /** The chosen row, the open tab, what was found: swapped colours where there are colours, and a sign besides. */
  readonly chosen: Paint
  readonly signs: ScreenSigns
}

export interface ScreenSigns {
  readonly cursor: string
  readonly own: string
  readonly running: string
  readonly waiting: string
  readonly upDown: string
  readonly more: string
}

/** Lines longer than this are hard to read; tables take the whole width. */
const WIDEST_TEXT = 110

export function screenLook(options: RenderOptions & { readonly rows: number }): ScreenLook {
  const { colour, ascii, width, rows } = options
  return {
    page: pageOf({ ...options, width: Math.min(width, WIDEST_TEXT) }, false),
    columns: width,
    rows,
    chosen: colour ? (text) => (text === '' ? '' : `\u001b[7m${text}\u001b[27m`) : (text) => text,
    signs: ascii ? ASCII_SIGNS : SIGNS,
  }
}

const SIGNS: ScreenSigns = { cursor: '┃', own: '▸', running: '…', waiting: '·', upDown: '↑↓', more: '…' }
const ASCII_SIGNS: ScreenSigns = { cursor: '|', own: '>', running: '~', waiting: '.', upDown: 'j/k', more: '~' }
