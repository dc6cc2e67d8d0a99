/**
 * What Go 1.18 says of a UTCTime that package time cannot read, seconds included; `null`: it reads it, and finds later that
 * the text does not come back the same. Models time.Parse with the layout `060102150405Z0700` (Go 1.18).
 */
export function utcTimeError(text: string): string | null {
  const read: Record<string, number> = {}
  let rest = text
  for (const { element, name, from, to, oneDigit } of FIELDS) {
    const digits = (oneDigit ? /^\d{1,2}/ : /^\d\d/).exec(rest)?.[0]
    if (digits === undefined) return cannotParse(text, rest, element)
    rest = rest.slice(digits.length)
    const value = Number(digits)
    if (value < from || value > to) return `parsing time ${timeQuote(text)}: ${name} out of range`
    read[name] = value
  }
  // After the seconds a fraction is taken although the layout has none.
  rest = rest.replace(/^\.\d+/, '')
  const zone = /^(?:Z|[+-]\d{4})/.exec(rest)?.[0]
  if (zone === undefined) return cannotParse(text, rest, 'Z0700')
  const extra = rest.slice(zone.length)
  if (extra !== '') return `parsing time ${timeQuote(text)}: extra text: ${timeQuote(extra)}`
  const { year = 0, month = 1, day = 0 } = read
  if (day < 1 || day > daysIn(month, year >= 69 ? 1900 + year : 2000 + year)) {
    return `parsing time ${timeQuote(text)}: day out of range`
  }
  return null
}

interface Field {
  readonly element: string
  readonly name: string
  readonly from: number
  readonly to: number
  readonly oneDigit: boolean
}

function field(element: string, name: string, from: number, to: number, oneDigit = false): Field {
  return { element, name, from, to, oneDigit }
}

const FIELDS: readonly Field[] = [
  field('06', 'year', 0, 99),
  field('01', 'month', 1, 12),
  // Whether the month has that day is looked at in the end.
  field('02', 'day', 0, 99),
  field('15', 'hour', 0, 23, true),
  field('04', 'minute', 0, 59),
  field('05', 'second', 0, 59),
]

function cannotParse(text: string, rest: string, element: string): string {
  return `parsing time ${timeQuote(text)} as "060102150405Z0700": cannot parse ${timeQuote(rest)} as "${element}"`
}

function daysIn(month: number, year: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Package time quotes by itself, octet by octet. */
function timeQuote(latin1: string): string {
  const escaped = latin1.replace(/["\\]|[^ -~]/g, (octet) =>
    octet === '"' || octet === '\\' ? `\\${octet}` : `\\x${octet.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
  return `"${escaped}"`
}
