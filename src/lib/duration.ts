/**
 * Milliseconds of a duration as Go writes it (`time.ParseDuration`): `1m30s`, `1.5h`, `250ms`, `0`; a sign may lead.
 * `null` where Go would refuse it.
 */
export function parseDuration(text: string): number | null {
  const match = /^(?<sign>[-+]?)(?<rest>.*)$/s.exec(text)
  const rest = match?.groups?.rest ?? ''
  if (rest === '0') return 0
  if (!WHOLE.test(rest)) return null
  let total = 0
  for (const part of rest.matchAll(PART)) {
    total += Number(part.groups?.number) * (UNITS[part.groups?.unit ?? ''] ?? Number.NaN)
  }
  return Number.isFinite(total) ? (match?.groups?.sign === '-' ? -total : total) : null
}

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
}
/** Digits have one way to be read, or a long text that is none would be tried in exponentially many. */
const PART = /(?<number>\d+(?:\.\d*)?|\.\d+)(?<unit>ns|us|µs|μs|ms|s|m|h)/g
const WHOLE = new RegExp(`^(?:${PART.source.replaceAll(/\?<(?:number|unit)>/g, '?:')})+$`)
