import { isAlias, isScalar, type Pair, type YAMLMap } from 'yaml'
import { type EntrySection, entryInText, pairsOf, placeOf } from './edit-entry.ts'
import { scalarText, styleOf } from './edit-scalar.ts'

interface EntryName {
  readonly section: EntrySection
  readonly name: string
}

/** The text with that key of the entry set; `null` where it is written in a way that is left to people. */
export function withKey(text: string, { section, name }: EntryName, key: string, value: string): string | null {
  const body = entryInText(text, section, name)?.body
  if (body === undefined) return null
  const existing = pairsOf(body, key).at(-1)
  if (existing !== undefined) return withValue(text, existing, value, body.flow === true)
  return body.flow === true ? withFlowPair(text, body, key, value) : withBlockLine(text, body, key, value)
}

/** The text without that key of the entry, however often it stands there. */
export function withoutKey(text: string, entry: EntryName, key: string): string | null {
  const body = entryInText(text, entry.section, entry.name)?.body
  if (body === undefined) return null
  const index = body.items.findIndex((pair) => pairsOf(body, key).includes(pair))
  if (index === -1) return text
  const shorter = body.flow === true ? withoutFlowPair(text, body, index) : withoutBlockLines(text, body, index)
  return shorter === null ? null : withoutKey(shorter, entry, key)
}

function withValue(text: string, pair: Pair, value: string, flow: boolean): string | null {
  const place = placeOf(pair)
  const written = isScalar(pair.value) || isAlias(pair.value)
  if (place === null || !written) return null
  const [start, end] = place.value
  const source = text.slice(start, end)
  const style = flow && styleOf(source) === 'plain' ? 'double' : styleOf(source)
  const space = source === '' && !/\s/.test(text[start - 1] ?? '') ? ' ' : ''
  // A block scalar (`>-`) ends behind its line feed.
  return splice(text, start, end, space + scalarText(value, style) + (source.endsWith('\n') ? '\n' : ''))
}

/** `, "key": "value"` behind the last pair, with the white space and the quotes that the pairs there have. */
function withFlowPair(text: string, body: YAMLMap, key: string, value: string): string | null {
  const open = body.range?.[0]
  const first = body.items[0]
  const last = body.items.at(-1)
  if (open === undefined || text[open] !== '{') return null
  if (first === undefined || last === undefined)
    return splice(text, open + 1, open + 1, `"${key}": ${scalarText(value, 'double')}`)
  const [head, tail] = [placeOf(first), placeOf(last)]
  if (head === null || tail === null) return null
  const lead = text.slice(open + 1, head.key[0])
  const colon = text.slice(head.key[1], head.value[0])
  if (!/^\s*$/.test(lead) || !/^\s*:\s*$/.test(colon)) return null
  const quotedKey = scalarText(key, styleOf(text.slice(head.key[0], head.key[1])))
  const separator = lead === '' ? (body.items.length > 1 ? spaceBefore(text, tail.key[0]) : ' ') : lead
  return splice(text, tail.value[1], tail.value[1], `,${separator}${quotedKey}${colon}${scalarText(value, 'double')}`)
}

function spaceBefore(text: string, offset: number): string {
  const before = text.slice(0, offset)
  return before.slice(before.trimEnd().length)
}

/** A line of its own: where kubectl, which sorts, would write it, but never between a comment and the line it is about. */
function withBlockLine(text: string, body: YAMLMap, key: string, value: string): string | null {
  const places = body.items.map((pair) => ({ pair, place: placeOf(pair) }))
  const first = places[0]?.place
  if (first === undefined || first === null) return null
  const lineStart = startOfLine(text, first.key[0])
  const indent = text.slice(lineStart, first.key[0])
  if (!/^ *$/.test(indent)) return null
  const lineEnd = /\r\n/.test(text) && !/[^\r]\n/.test(text) ? '\r\n' : '\n'
  const line = `${indent}${key}: ${scalarText(value, 'plain')}`
  const whole = places.filter(
    ({ pair, place }) => place !== null && isScalar(pair.value) && endsItsLine(text, place.value[1]),
  )
  const smaller = whole.filter(({ pair }) => isScalar(pair.key) && String(pair.key.value) < key)
  const commented = /(^|\n)[ \t]*#[^\n]*\r?\n$/.test(text.slice(0, lineStart))
  if (smaller.length === 0 && !commented) return splice(text, lineStart, lineStart, line + lineEnd)
  const after = (smaller.at(-1) ?? whole.at(-1))?.place?.value[1]
  if (after === undefined) return commented ? null : splice(text, lineStart, lineStart, line + lineEnd)
  const end = text.indexOf('\n', after)
  return end === -1 ? `${text}${lineEnd}${line}` : splice(text, end + 1, end + 1, line + lineEnd)
}

function withoutBlockLines(text: string, body: YAMLMap, index: number): string | null {
  const pair = body.items[index]
  const place = pair === undefined ? null : placeOf(pair)
  if (place === null) return null
  const start = startOfLine(text, place.key[0])
  if (!/^ *$/.test(text.slice(start, place.key[0]))) return null
  const valueEnd = place.value[1]
  if (text[valueEnd - 1] === '\n') return splice(text, start, valueEnd, '')
  if (!endsItsLine(text, valueEnd)) return null
  const end = text.indexOf('\n', valueEnd)
  return splice(text, start, end === -1 ? text.length : end + 1, '')
}

/** With the comma that parted it from its neighbour. */
function withoutFlowPair(text: string, body: YAMLMap, index: number): string | null {
  const places = [index - 1, index, index + 1].map((at) => {
    const pair = at < 0 ? undefined : body.items[at]
    return pair === undefined ? null : placeOf(pair)
  })
  const [before, own, after] = places
  if (own === null || own === undefined) return null
  const start = after == null && before != null ? before.value[1] : own.key[0]
  const end = after == null ? own.value[1] : after.key[0]
  const separators = text.slice(start, own.key[0]) + text.slice(own.value[1], end)
  return separators.includes('#') ? null : splice(text, start, end, '')
}

/** Nothing but a comment follows on the line. */
function endsItsLine(text: string, offset: number): boolean {
  return /^[ \t]*(?:[ \t]#[^\n]*)?\r?(?:\n|$)/.test(text.slice(offset))
}

function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

function splice(text: string, start: number, end: number, inserted: string): string {
  return text.slice(0, start) + inserted + text.slice(end)
}
