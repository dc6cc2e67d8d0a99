/** The signs beside the words, so that nothing rests on colour alone. */
export interface Glyphs {
  readonly ok: string
  readonly failed: string
  readonly skipped: string
  readonly unknown: string
  readonly warning: string
  readonly bullet: string
  readonly pointer: string
  readonly bar: string
  readonly fold: string
}

export const unicodeGlyphs: Glyphs = {
  ok: '✓',
  failed: '✗',
  skipped: '–',
  unknown: '?',
  warning: '!',
  bullet: '•',
  pointer: '▸',
  bar: '│',
  fold: '└',
}

export const asciiGlyphs: Glyphs = {
  ok: '+',
  failed: 'x',
  skipped: '-',
  unknown: '?',
  warning: '!',
  bullet: '*',
  pointer: '>',
  bar: '|',
  fold: '`',
}
