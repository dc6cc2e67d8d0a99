import type { Header, OddLine } from '../../transcript/transcript.ts'

/** The head of an HTTP/1.x answer as received, latin-1: nothing is replaced and nothing judged yet. */
export interface ResponseHead {
  /** Without its line end. */
  readonly statusLine: string
  /** Every line with a colon, in the order sent; a continued line is one with the line that it continues. */
  readonly headers: readonly Header[]
  readonly oddLines: readonly OddLine[]
}

const MAX_ODD_LINES = 8
/** What is kept of a first line that is none. */
export const MAX_FIRST_LINE = 8192

/** Where the head ends, its empty line included; `null` as long as it does not. Bare line feeds count (RFC 9112 section 2.2). */
export function headLength(text: string): number | null {
  const end = /\n\r?\n/.exec(text)
  return end === null ? null : end.index + end[0].length
}

/** Whether it is a status line to net/http.ReadResponse, which is the most lenient reader that matters here. */
export function isStatusLine(line: string): boolean {
  return /^HTTP\/\d\.\d +\d{3}(?: |$)/.test(line)
}

/** The first line without its line end; `null` while it is not whole. */
export function firstLineOf(text: string, ended: boolean): string | null {
  const end = text.indexOf('\n')
  if (end < 0 && !ended) return null
  return withoutCr(end < 0 ? text : text.slice(0, end))
}

/** Three digits behind the version. */
export function statusOf(statusLine: string): number {
  return Number(/^\S+ +(\d{3})/.exec(statusLine)?.[1])
}

/**
 * Reads a head (RFC 9112 sections 4 and 5), or as much of it as came. Refuses nothing: a line that is no field goes to
 * `oddLines`.
 */
export function readHead(text: string): ResponseHead {
  const [statusLine = '', ...lines] = text.split('\n').map(withoutCr)
  const end = lines.indexOf('')
  const fields = unfolded(end < 0 ? lines : lines.slice(0, end))
  return {
    statusLine,
    headers: fields.flatMap(({ line, initial }) => (initial ? [] : fieldOf(line))),
    oddLines: fields.filter(isOdd).slice(0, MAX_ODD_LINES),
  }
}

/** Joins lines that begin with a blank to the one before, by one space (RFC 9112 section 5.2); the first has none before. */
function unfolded(lines: readonly string[]): readonly OddLine[] {
  const fields: OddLine[] = []
  for (const line of lines) {
    const before = fields.at(-1)
    const continues = /^[ \t]/.test(line)
    if (!continues) fields.push({ line, initial: false })
    else if (before === undefined) fields.push({ line, initial: true })
    // A name must end on its own line.
    else if (!before.line.includes(':')) fields.push({ line, initial: false })
    else fields[fields.length - 1] = { ...before, line: `${before.line.trim()} ${line.trim()}` }
  }
  return fields
}

/** A field's name is a token and its value holds no control characters (RFC 9110 sections 5.1, 5.5). */
function isOdd({ line, initial }: OddLine): boolean {
  return initial || !/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+:[\t\x20-\x7e\x80-\xff]*$/.test(line)
}

function fieldOf(line: string): readonly Header[] {
  const colon = line.indexOf(':')
  return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()]]
}

function withoutCr(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
