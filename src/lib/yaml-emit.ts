import { escapeInsideJson } from './escape.ts'

/**
 * Writes a JSON value as block-style YAML 1.2 that YAML 1.1 readers (kubectl, older tools) read alike: every string
 * that any of them could take for something else stands in double quotes with JSON's escapes, which YAML shares
 * (YAML 1.2.2 section 5.7). Text of several plain lines (PEM) becomes a literal block. `undefined` members are left
 * out, as in JSON.
 */
export function toYaml(value: unknown): string {
  return `${lines(JSON.parse(JSON.stringify(value)) as Json).join('\n')}\n`
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

function lines(value: Json): readonly string[] {
  if (isList(value)) return value.length === 0 ? ['[]'] : value.flatMap(listItem)
  if (isMapping(value)) {
    const entries = Object.entries(value)
    return entries.length === 0 ? ['{}'] : entries.flatMap(([name, member]) => mappingEntry(name, member))
  }
  return scalar(value)
}

function listItem(item: Json): readonly string[] {
  const [first = '', ...rest] = lines(item)
  return [`- ${first}`, ...rest.map(indent)]
}

function mappingEntry(name: string, value: Json): readonly string[] {
  const key = scalarText(name)
  if (isList(value) && value.length > 0) return [`${key}:`, ...lines(value)]
  if (isMapping(value) && Object.keys(value).length > 0) return [`${key}:`, ...lines(value).map(indent)]
  const [first = '', ...rest] = lines(value)
  return [`${key}: ${first}`, ...rest.map(indent)]
}

/** A literal block's first line is its header; the rest is indented by whoever holds it. */
function scalar(value: null | boolean | number | string): readonly string[] {
  if (typeof value === 'string' && LITERAL.test(value)) {
    const kept = value.endsWith('\n')
    return [kept ? '|' : '|-', ...(kept ? value.slice(0, -1) : value).split('\n')]
  }
  return [typeof value === 'string' ? scalarText(value) : JSON.stringify(value)]
}

function scalarText(text: string): string {
  return PLAIN.test(text) && !AMBIGUOUS.test(text) ? text : escapeInsideJson(JSON.stringify(text.toWellFormed()))
}

function indent(line: string): string {
  return line === '' ? '' : `  ${line}`
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function isMapping(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Starts with a letter or slash, has no `: ` or ` #`, and ends in no colon or space: never an indicator anywhere. */
const PLAIN = /^[A-Za-z/](?:[A-Za-z0-9_./()@+=-]|[ :,](?=[A-Za-z0-9_./(]))*$/
/** What YAML 1.1 or 1.2 core reads as a boolean, null, or number (also `.inf`, hex and octal, which PLAIN excludes). */
const AMBIGUOUS = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$|: | #/i
/** At least two lines of printable ASCII, none of them starting or ending in a space, none empty. */
const LITERAL = /^(?:[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)(?:\n[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)+\n?$/
