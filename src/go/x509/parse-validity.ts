import type { DerReader } from '../../lib/der.ts'
import { TAG } from '../../lib/der-encode.ts'
import { failure, ParseFailure } from './parse-failure.ts'

/**
 * Models crypto/x509 parseValidity on cryptobyte's ReadASN1UTCTime and ReadASN1GeneralizedTime: the text has to come
 * back the same when Go formats the time, so `+0000` and fractions are malformed; UTCTime without seconds is not.
 */
export function parseValidity(reader: DerReader): { readonly notBefore: Date; readonly notAfter: Date } | ParseFailure {
  const notBefore = readTime(reader)
  if (notBefore instanceof ParseFailure) return notBefore
  const notAfter = readTime(reader)
  if (notAfter instanceof ParseFailure) return notAfter
  return { notBefore, notAfter }
}

function readTime(reader: DerReader): Date | ParseFailure {
  if (reader.nextIs(TAG.utcTime)) return timeOf(reader, UTC_TIME) ?? failure('malformed-utc-time')
  if (reader.nextIs(TAG.generalizedTime))
    return timeOf(reader, GENERALIZED_TIME) ?? failure('malformed-generalized-time')
  return failure('unsupported-time-format')
}

const UTC_TIME =
  /^(?<year>\d\d)(?<month>\d\d)(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)?(?<zone>Z|[+-]\d{4})$/
const GENERALIZED_TIME =
  /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)(?<zone>Z|[+-]\d{4})$/

function timeOf(reader: DerReader, form: RegExp): Date | null {
  const contents = reader.any()?.contents
  const fields = contents === undefined ? undefined : form.exec(Buffer.from(contents).toString('latin1'))?.groups
  if (fields === undefined) return null
  const [year, month, day, hour, minute, second] = ['year', 'month', 'day', 'hour', 'minute', 'second'].map((name) =>
    Number(fields[name] ?? 0),
  ) as [number, number, number, number, number, number]
  // RFC 5280 section 4.1.2.5.1: two digits from 50 on are of the 20th century.
  const fullYear = form === UTC_TIME ? year + (year >= 50 ? 1900 : 2000) : year
  const offset = zoneMinutes(fields.zone ?? 'Z')
  const time = new Date(0)
  time.setUTCFullYear(fullYear, month - 1, day)
  time.setUTCHours(hour, minute, second)
  const exists =
    time.getUTCMonth() === month - 1 && time.getUTCDate() === day && hour < 24 && minute < 60 && second < 60
  return exists && offset !== null ? new Date(time.getTime() - offset * 60_000) : null
}

/** Minutes east of UTC; `null` for a zero that is not written `Z`, which does not survive Go's formatting. */
function zoneMinutes(zone: string): number | null {
  if (zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3))
  if (minutes === 0 || Number(zone.slice(1, 3)) > 24 || Number(zone.slice(3)) >= 60) return null
  return zone.startsWith('-') ? -minutes : minutes
}
