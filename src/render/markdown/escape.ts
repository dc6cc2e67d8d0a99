import { escapeControl, escapeControlLines } from '../../lib/escape.ts'

/**
 * One paragraph of prose that may hold words from the network: no part of it can become a heading, list, link, image,
 * emphasis, table, code or HTML (CommonMark 2.4 backslash escapes, GFM tables and autolinks). URLs become code, so that
 * nothing that a peer sent is one click away.
 */
export function prose(text: string): string {
  const parts = escapeControl(text).trim().split(URL_PARTS)
  return parts
    .map((part, index) => (index % 2 === 1 ? code(part) : escapeWords(part)))
    .join('')
    .replace(LINE_START, '$1\\$2')
}

/** Split with a group, the odd parts are the matches. A closing full stop or bracket belongs to the sentence. */
const URL_PARTS = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s`"'<>|[\]]*[^\s`"'<>|[\].,;:!?)}])/i
/** What begins a heading, list, quote or rule at the start of a line (CommonMark 4 and 5). */
const LINE_START = /^(\d*)([#+=.)-])/

function escapeWords(text: string): string {
  return text
    .replace(/[\\`*[\]<>|~]/g, '\\$&')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(/&(?=#?[A-Za-z0-9]+;)/g, '&amp;')
    .replace(/\b(mailto|xmpp):/gi, '$1\\:')
    .replace(/\bwww\./gi, 'www\\.')
}

/** A code span with a fence longer than any run of backticks inside it (CommonMark 6.1). */
export function code(text: string): string {
  const escaped = escapeControl(text)
  const fence = '`'.repeat(longestRun(escaped) + 1)
  const pad = escaped === '' || /^[` ]|[` ]$/.test(escaped) ? ' ' : ''
  return `${fence}${pad}${escaped}${pad}${fence}`
}

/** The same inside a table cell, where GFM cuts at `|` even within code. */
export function codeCell(text: string): string {
  return code(text).replaceAll('|', '\\|')
}

/** Fenced code, line for line; nothing in it can end it (CommonMark 4.5). */
export function block(text: string, language = 'text'): readonly string[] {
  const lines = escapeControlLines(text)
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return [`${fence}${language}`, ...lines, fence]
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map((run) => run[0].length))
}
