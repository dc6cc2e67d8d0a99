const RFC_3339 =
  /^(?<date>\d{4}-\d\d-\d\d)[Tt ](?<time>\d\d:\d\d:\d\d)(?<fraction>\.\d{1,9})?(?<zone>[Zz]|[+-]\d\d:\d\d)$/

/** The years that a certificate can name (RFC 5280 section 4.1.2.5). */
const EARLIEST = Date.parse('0001-01-01T00:00:00Z')
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59)

/** An instant as people give it: RFC 3339, or whole seconds since 1970. `null` for anything else, and for no real date. */
export function parseInstant(text: string): Date | null {
  if (/^-?\d{1,12}$/.test(text)) return inRange(Number(text) * 1000)
  const { date, time, fraction = '', zone = '' } = RFC_3339.exec(text)?.groups ?? {}
  if (date === undefined || time === undefined) return null
  const local = Date.parse(`${date}T${time}Z`)
  // Date.parse takes the 31st of every month for the day after the 30th.
  if (Number.isNaN(local) || new Date(local).toISOString().slice(0, 10) !== date) return null
  return inRange(local + Math.trunc(Number(`0${fraction}`) * 1000) - offsetMs(zone))
}

function offsetMs(zone: string): number {
  const match = /^(?<sign>[+-])(?<hours>\d\d):(?<minutes>\d\d)$/.exec(zone)?.groups
  if (match === undefined) return 0
  const minutes = Number(match.hours) * 60 + Number(match.minutes)
  return (match.sign === '-' ? -minutes : minutes) * 60_000
}

function inRange(ms: number): Date | null {
  return ms >= EARLIEST && ms <= LATEST ? new Date(ms) : null
}
