import { type Cursor, GoYamlFault, isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, isEnd } from './cursor.ts'

/** `---` or `...` at the start of a line. */
export function atDocumentIndicator(cursor: Cursor): boolean {
  if (cursor.column !== 0) return false
  return (cursor.startsWith('---') || cursor.startsWith('...')) && isBlankOrEnd(cursor.peek(3))
}

/**
 * A scalar without quotes, up to where it ends. Models yaml_parser_scan_plain_scalar of go-yaml.
 *
 * @param indent of the collection around it
 * @returns whether it went over a line's end
 */
export function skipPlainScalar(cursor: Cursor, indent: number, inFlow: boolean): boolean {
  let afterBreak = false
  for (;;) {
    if (atDocumentIndicator(cursor) || cursor.peek() === '#') return afterBreak
    const before = cursor.mark.index
    cursor.skipOrdinary()
    while (!isBlankOrEnd(cursor.peek()) && !endsPlainScalar(cursor, inFlow)) cursor.skip()
    if (cursor.mark.index > before) afterBreak = false
    if (!isBlank(cursor.peek()) && !isBreak(cursor.peek())) return afterBreak
    while (isBlank(cursor.peek()) || isBreak(cursor.peek())) {
      if (isBreak(cursor.peek())) {
        cursor.skipLine()
        afterBreak = true
        continue
      }
      if (afterBreak && cursor.column <= indent && cursor.peek() === '\t') {
        throw scannerFault(cursor, 'found a tab character that violates indentation')
      }
      cursor.skip()
    }
    if (!inFlow && cursor.column <= indent) return afterBreak
  }
}

function endsPlainScalar(cursor: Cursor, inFlow: boolean): boolean {
  const character = cursor.peek()
  if (character === ':') return isBlankOrEnd(cursor.peek(1))
  return inFlow && /^[,?[\]{}]$/.test(character)
}

/**
 * A scalar in quotes. Models yaml_parser_scan_flow_scalar.
 *
 * @returns where its further lines begin, as offsets
 */
export function skipQuotedScalar(cursor: Cursor): readonly number[] {
  const lines: number[] = []
  const quote = cursor.peek()
  cursor.skip()
  for (;;) {
    if (atDocumentIndicator(cursor)) throw scannerFault(cursor, 'found unexpected document indicator')
    if (isEnd(cursor.peek())) throw scannerFault(cursor, 'found unexpected end of stream')
    if (skipQuotedWord(cursor, quote)) lines.push(cursor.offset)
    if (cursor.peek() === quote) break
    while (isBlank(cursor.peek()) || isBreak(cursor.peek())) {
      const ends = isBreak(cursor.peek())
      if (ends) cursor.skipLine()
      else cursor.skip()
      if (ends) lines.push(cursor.offset)
    }
  }
  cursor.skip()
  return lines
}

/** @returns whether a backslash took it to the next line */
function skipQuotedWord(cursor: Cursor, quote: string): boolean {
  cursor.skipOrdinary()
  while (!isBlankOrEnd(cursor.peek())) {
    const character = cursor.peek()
    if (character === quote) {
      if (quote === '"' || cursor.peek(1) !== "'") return false
      cursor.skip(2)
    } else if (character === '\\' && quote === '"') {
      if (isBreak(cursor.peek(1))) {
        cursor.skip()
        cursor.skipLine()
        return true
      }
      skipEscape(cursor)
    } else cursor.skip()
  }
  return false
}

const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

function skipEscape(cursor: Cursor): void {
  const code = cursor.peek(1)
  const length = HEX_DIGITS[code]
  if (length === undefined) {
    if (!/^[0abt\tnvfe "'\\N_LP/]$/.test(code)) throw scannerFault(cursor, 'found unknown escape character')
    cursor.skip(2)
    return
  }
  cursor.skip(2)
  const digits = Array.from({ length }, (_, at) => cursor.peek(at)).join('')
  if (!/^[0-9A-Fa-f]+$/.test(digits) || digits.length < length) {
    throw scannerFault(cursor, 'did not find expected hexdecimal number')
  }
  const value = Number.parseInt(digits, 16)
  if ((value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff) {
    throw scannerFault(cursor, 'found invalid Unicode character escape code')
  }
  cursor.skip(length)
}

/**
 * A literal or folded scalar. Models yaml_parser_scan_block_scalar.
 *
 * @param indent of the collection around it, -1 for none
 */
export function skipBlockScalar(cursor: Cursor, indent: number): void {
  cursor.skip()
  const increment = blockHeader(cursor)
  let own = increment === 0 ? 0 : Math.max(indent, 0) + increment
  own = skipIndentation(cursor, own, indent)
  while (cursor.column === own && !isEnd(cursor.peek())) {
    cursor.skipWhile((character) => !isBreakOrEnd(character))
    if (isBreak(cursor.peek())) cursor.skipLine()
    own = skipIndentation(cursor, own, indent)
  }
}

function blockHeader(cursor: Cursor): number {
  let increment = 0
  for (let part = 0; part < 2; part++) {
    const character = cursor.peek()
    if (/^[+-]$/.test(character)) {
      cursor.skip()
      // A second sign is none.
      if (part === 0 && /^[+-]$/.test(cursor.peek())) break
    } else if (/^[0-9]$/.test(character) && increment === 0) {
      if (character === '0') throw scannerFault(cursor, 'found an indentation indicator equal to 0')
      increment = Number(character)
      cursor.skip()
    }
  }
  cursor.skipWhile(isBlank)
  if (cursor.peek() === '#') cursor.skipWhile((character) => !isBreakOrEnd(character))
  if (!isBreakOrEnd(cursor.peek())) throw scannerFault(cursor, 'did not find expected comment or line break')
  if (isBreak(cursor.peek())) cursor.skipLine()
  return increment
}

/** @returns the scalar's own indentation, which its first line that is not empty decides where the header does not */
function skipIndentation(cursor: Cursor, own: number, indent: number): number {
  let deepest = 0
  for (;;) {
    while ((own === 0 || cursor.column < own) && cursor.peek() === ' ') cursor.skip()
    deepest = Math.max(deepest, cursor.column)
    if ((own === 0 || cursor.column < own) && cursor.peek() === '\t') {
      throw scannerFault(cursor, 'found a tab character where an indentation space is expected')
    }
    if (!isBreak(cursor.peek())) break
    cursor.skipLine()
  }
  return own === 0 ? Math.max(deepest, indent + 1, 1) : own
}

export function scannerFault(cursor: Cursor, problem: string): GoYamlFault {
  return new GoYamlFault('scanner', problem, cursor.line)
}
