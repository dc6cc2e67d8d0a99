/**
 * Text in double quotes as Go writes it with `%q`: letters, marks, numbers, punctuation, symbols and the ASCII space
 * stay, everything else is escaped. Models strconv.Quote. A lone surrogate, which Go text cannot hold, becomes U+FFFD;
 * those that `lib/utf8.ts` puts for octets that are no UTF-8 are such octets.
 */
export function quote(text: string): string {
  return `"${Array.from(text, quoteRune).join('')}"`
}

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
}

function quoteRune(rune: string): string {
  const short = SHORT[rune]
  if (short !== undefined) return short
  const code = rune.codePointAt(0) ?? 0
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${hex(code - 0xdc00, 2)}`
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd'
  if (isPrintable(rune, code)) return rune
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`
}

/** The expression is made when it is first needed: it takes milliseconds, and most text is ASCII. */
function isPrintable(rune: string, code: number): boolean {
  if (code < 0x7f) return code >= 0x20
  printable ??= /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u
  return printable.test(rune)
}

let printable: RegExp | null = null

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0')
}
