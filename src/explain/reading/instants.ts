/** An RFC 3339 instant in UTC, `2026-11-23T23:17:27Z`; other text as it is. */
export function utcText(text: string | undefined): string {
  const at = Date.parse(text ?? '')
  if (Number.isNaN(at)) return text ?? 'an unknown time'
  return new Date(at).toISOString().replace('.000Z', 'Z')
}

/** How far two instants are apart, in the two largest units: `3 days 4 hours`; `null` where one cannot be read. */
export function apartText(one: string | undefined, other: string | undefined): string | null {
  const milliseconds = Math.abs(Date.parse(one ?? '') - Date.parse(other ?? ''))
  if (Number.isNaN(milliseconds)) return null
  let seconds = Math.round(milliseconds / 1000)
  const parts: string[] = []
  for (const [name, size] of UNITS) {
    const count = Math.floor(seconds / size)
    seconds -= count * size
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`)
    else if (parts.length > 0) break
    if (parts.length === 2) break
  }
  return parts.length === 0 ? '0 seconds' : parts.join(' ')
}

const UNITS = [
  ['year', 31_557_600],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const
