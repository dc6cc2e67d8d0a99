import { quoteTime } from './go-time-quote.ts'

/** What differs between releases of package time. */
export interface TimeRules {
  readonly checkZoneOffset: boolean
}

const LAYOUT = '2006-01-02T15:04:05Z07:00'

/** The layout's elements in order: what they are called in it, and what stands for them. */
const ELEMENTS: readonly (readonly [element: string, pattern: RegExp])[] = [
  ['2006', /^\d{4}/],
  ['-', /^-/],
  ['01', /^\d{2}/],
  ['-', /^-/],
  ['02', /^\d{2}/],
  ['T', /^T/],
  ['15', /^\d{1,2}/],
  [':', /^:/],
  ['04', /^\d{2}/],
  [':', /^:/],
  // A fraction may follow, though the layout has none.
  ['05', /^\d{2}([.,]\d+)?/],
  ['Z07:00', /^(Z|[-+]\d{2}:\d{2})/],
]

/**
 * Why time.Parse does not take the text for a time of RFC 3339, in its words; `null`: it does. Ranges are looked at as the
 * elements are read, the day of the month at the end.
 */
export function rfc3339Fault(text: string, rules: TimeRules): string | null {
  let rest = text
  const read = new Map<string, string>()
  const refused = (problem: string): string => `parsing time ${quoteTime(text)}${problem}`
  for (const [element, pattern] of ELEMENTS) {
    const found = pattern.exec(rest)?.[0]
    if (found === undefined) {
      return refused(` as ${quoteTime(LAYOUT)}: cannot parse ${quoteTime(rest)} as ${quoteTime(element)}`)
    }
    read.set(element, found)
    const outside = outOfRange(element, found, rules)
    if (outside !== null) return refused(`: ${outside} out of range`)
    rest = rest.slice(found.length)
  }
  if (rest !== '') return refused(`: extra text: ${quoteTime(rest)}`)
  const day = Number(read.get('02'))
  const days = new Date(Date.UTC(2000 + (Number(read.get('2006')) % 400), Number(read.get('01')), 0)).getUTCDate()
  return day < 1 || day > days ? refused(': day out of range') : null
}

function outOfRange(element: string, found: string, rules: TimeRules): string | null {
  const value = Number.parseInt(found, 10)
  switch (element) {
    case '01':
      return value < 1 || value > 12 ? 'month' : null
    case '15':
      return value > 23 ? 'hour' : null
    case '04':
      return value > 59 ? 'minute' : null
    case '05':
      return value > 59 ? 'second' : null
    case 'Z07:00':
      if (found === 'Z' || !rules.checkZoneOffset) return null
      if (Number(found.slice(1, 3)) > 24) return 'time zone offset hour'
      return Number(found.slice(4)) > 60 ? 'time zone offset minute' : null
    default:
      return null
  }
}
