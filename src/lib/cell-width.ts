/**
 * How many terminal cells a text takes: 2 for East Asian wide characters and emoji, 0 for combining marks, 1 for the
 * rest. A table of ranges (Unicode EastAsianWidth W and F, roughly) instead of a library: labels are nearly always
 * ASCII, and `Intl.Segmenter` alone costs 7 ms at start-up. Expects text without control characters.
 */
export function cellWidth(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return text.length
  let width = 0
  for (const character of text) width += characterWidth(character)
  return width
}

/** Fills with spaces up to `width` cells; longer text comes back unchanged. */
export function padCells(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - cellWidth(text)))
}

/** The longest prefix that fits into `width` cells, at least one character, and what is left. */
export function splitCells(text: string, width: number): readonly [head: string, rest: string] {
  let taken = 0
  let end = 0
  for (const character of text) {
    const next = taken + characterWidth(character)
    if (next > width && end > 0) break
    taken = next
    end += character.length
  }
  return [text.slice(0, end), text.slice(end)]
}

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/

const WIDE: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
]

/** Arrows, lines and signs need no expression, which takes a millisecond to make. */
function isCombining(character: string, code: number): boolean {
  if (code >= FIRST_SIGN && code <= LAST_SIGN) return code >= COMBINING_SIGNS[0] && code <= COMBINING_SIGNS[1]
  combining ??= /\p{Mn}|\p{Me}/u
  return combining.test(character)
}

const FIRST_SIGN = 0x2010
const LAST_SIGN = 0x2bff
/** U+20D0 to U+20F0, the only combining marks between them. */
const COMBINING_SIGNS = [0x20d0, 0x20f0] as const
let combining: RegExp | null = null

function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x300) return 1
  if (isCombining(character, code)) return 0
  return WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1
}
