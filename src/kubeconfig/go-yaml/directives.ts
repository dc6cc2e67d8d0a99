import { type Cursor, isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, isWordCharacter } from './cursor.ts'
import { scannerFault } from './scalars.ts'
import type { Token } from './token.ts'

/** A line that begins with `%`. Models yaml_parser_scan_directive of go-yaml: others than %YAML and %TAG are refused. */
export function readDirective(cursor: Cursor): Token {
  const { line } = cursor
  cursor.skip()
  const name = cursor.skipWhile(isWordCharacter)
  if (name === '') throw scannerFault(cursor, 'could not find expected directive name')
  if (!isBlankOrEnd(cursor.peek())) throw scannerFault(cursor, 'found unexpected non-alphabetical character')
  const directive = directiveOf(name, cursor, line)
  cursor.skipWhile(isBlank)
  if (cursor.peek() === '#') cursor.skipWhile((character) => !isBreakOrEnd(character))
  if (!isBreakOrEnd(cursor.peek())) throw scannerFault(cursor, 'did not find expected comment or line break')
  if (isBreak(cursor.peek())) cursor.skipLine()
  return directive
}

function directiveOf(name: string, cursor: Cursor, line: number): Token {
  if (name !== 'YAML' && name !== 'TAG') throw scannerFault(cursor, 'found unknown directive name')
  cursor.skipWhile(isBlank)
  if (name === 'YAML') {
    const major = readNumber(cursor)
    if (cursor.peek() !== '.') throw scannerFault(cursor, "did not find expected digit or '.' character")
    cursor.skip()
    return { kind: 'version-directive', version: `${major}.${readNumber(cursor)}`, line, end: cursor.offset }
  }
  const handle = readTagHandle(cursor, true)
  if (!isBlank(cursor.peek())) throw scannerFault(cursor, 'did not find expected whitespace')
  cursor.skipWhile(isBlank)
  skipTagUri(cursor, false)
  if (!isBlankOrEnd(cursor.peek())) throw scannerFault(cursor, 'did not find expected whitespace or line break')
  return { kind: 'tag-directive', handle, line, end: cursor.offset }
}

function readNumber(cursor: Cursor): number {
  let digits = ''
  while (/^[0-9]$/.test(cursor.peek())) {
    if (digits.length === 2) throw scannerFault(cursor, 'found extremely long version number')
    digits += cursor.peek()
    cursor.skip()
  }
  if (digits === '') throw scannerFault(cursor, 'did not find expected version number')
  return Number(digits)
}

/** `!`, `!!suffix`, `!handle!suffix`, `!<uri>`. Models yaml_parser_scan_tag. */
export function readTag(cursor: Cursor): Token {
  const { line } = cursor
  const handle = cursor.peek(1) === '<' ? verbatimTag(cursor) : shorthandTag(cursor)
  if (!isBlankOrEnd(cursor.peek())) throw scannerFault(cursor, 'did not find expected whitespace or line break')
  return { kind: 'tag', handle, line, end: cursor.offset }
}

function verbatimTag(cursor: Cursor): string {
  cursor.skip(2)
  skipTagUri(cursor, false)
  if (cursor.peek() !== '>') throw scannerFault(cursor, "did not find the expected '>'")
  cursor.skip()
  return ''
}

function shorthandTag(cursor: Cursor): string {
  const handle = readTagHandle(cursor, false)
  const isNamed = handle.length > 1 && handle.endsWith('!')
  const suffix = skipTagUri(cursor, !isNamed)
  if (isNamed) return handle
  return handle === '!' && suffix === '' ? '' : '!'
}

function readTagHandle(cursor: Cursor, inDirective: boolean): string {
  if (cursor.peek() !== '!') throw scannerFault(cursor, "did not find expected '!'")
  cursor.skip()
  const name = `!${cursor.skipWhile(isWordCharacter)}`
  if (cursor.peek() === '!') {
    cursor.skip()
    return `${name}!`
  }
  if (inDirective && name !== '!') throw scannerFault(cursor, "did not find expected '!'")
  return name
}

/** @param begun what was taken for a handle belongs to it */
function skipTagUri(cursor: Cursor, begun: boolean): string {
  let uri = ''
  for (;;) {
    const character = cursor.peek()
    if (character === '%') uri += readUriEscapes(cursor)
    else if (/^[0-9A-Za-z_\-;/?:@&=+$,.!~*'()[\]]$/.test(character)) {
      uri += character
      cursor.skip()
    } else break
  }
  if (uri === '' && !begun) throw scannerFault(cursor, 'did not find expected tag URI')
  return uri
}

/** One character of UTF-8 in percent escapes. */
function readUriEscapes(cursor: Cursor): string {
  let left = 0
  let first = true
  let text = ''
  do {
    const escaped = `${cursor.peek()}${cursor.peek(1)}${cursor.peek(2)}`
    if (!/^%[0-9A-Fa-f]{2}$/.test(escaped)) throw scannerFault(cursor, 'did not find URI escaped octet')
    const octet = Number.parseInt(escaped.slice(1), 16)
    if (first) {
      left = widthOf(octet)
      if (left === 0) throw scannerFault(cursor, 'found an incorrect leading UTF-8 octet')
    } else if ((octet & 0xc0) !== 0x80) throw scannerFault(cursor, 'found an incorrect trailing UTF-8 octet')
    first = false
    text += escaped
    cursor.skip(3)
    left--
  } while (left > 0)
  return text
}

function widthOf(octet: number): number {
  if (octet < 0x80) return 1
  if ((octet & 0xe0) === 0xc0) return 2
  if ((octet & 0xf0) === 0xe0) return 3
  return (octet & 0xf8) === 0xf0 ? 4 : 0
}

/** `&name` and `*name`. Models yaml_parser_scan_anchor. */
export function readAnchor(cursor: Cursor): Token {
  const { line } = cursor
  const kind = cursor.peek() === '*' ? 'alias' : 'anchor'
  cursor.skip()
  const name = cursor.skipWhile(isWordCharacter)
  const next = cursor.peek()
  if (name === '' || !(isBlankOrEnd(next) || /^[?:,\]}%@`]$/.test(next))) {
    throw scannerFault(cursor, 'did not find expected alphabetic or numeric character')
  }
  return { kind, name, line, end: cursor.offset }
}
