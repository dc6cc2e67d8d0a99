/**
 * Makes every character visible that could change what a reader sees instead of being seen: C0 and C1 controls and
 * DEL (terminal escapes, ECMA-48), bidirectional overrides and isolates (Unicode TR 36, "Trojan Source"), zero-width
 * characters, line separators and lone surrogates. Text without them comes back unchanged; the escapes themselves are
 * plain ASCII, so escaping twice changes nothing.
 */
export function escapeControl(text: string): string {
  return text.replace(UNSAFE, escapeCharacter)
}

/** The same, but line feeds stay: for text that is then shown line by line. Carriage returns before them go. */
export function escapeControlLines(text: string): readonly string[] {
  return text.split(/\r?\n/).map(escapeControl)
}

/** Cuts after `limit` code points and says so, so that a hostile peer cannot fill the screen. */
export function bounded(text: string, limit: number): string {
  if (text.length <= limit) return text
  const points = Array.from(text)
  if (points.length <= limit) return text
  return `${points.slice(0, limit).join('')}… (${points.length - limit} more characters)`
}

/** For JSON text: what may stand raw in JSON but not on a terminal, as `\uXXXX`; the parsed value stays the same. */
export function escapeInsideJson(json: string): string {
  return json.replace(UNSAFE_IN_JSON, (character) => unicodeEscape(character))
}

const INVISIBLE = '\\u007f-\\u009f\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff'
const LONE_SURROGATE = '[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]'
const UNSAFE = new RegExp(`[\\u0000-\\u001f${INVISIBLE}]|${LONE_SURROGATE}`, 'g')
const UNSAFE_IN_JSON = new RegExp(`[${INVISIBLE}]`, 'g')

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escapeCharacter(character: string): string {
  const short = SHORT[character]
  if (short !== undefined) return short
  const code = character.charCodeAt(0)
  return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : unicodeEscape(character)
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
