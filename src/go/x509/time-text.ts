/**
 * An instant as Go's time.RFC3339 prints it: whole seconds, `Z` at offset 0, else the offset.
 * @param zoneOffsetMinutes minutes east of UTC
 */
export function rfc3339(at: Date, zoneOffsetMinutes: number): string {
  const local = new Date(at.getTime() + zoneOffsetMinutes * 60_000).toISOString().replace(/\.\d{3}Z$/, '')
  if (zoneOffsetMinutes === 0) return `${local}Z`
  const minutes = Math.abs(zoneOffsetMinutes)
  const digits = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'))
  return `${local}${zoneOffsetMinutes < 0 ? '-' : '+'}${digits.join(':')}`
}
