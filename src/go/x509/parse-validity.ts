import type { DerReader } from '../../lib/der.ts'
import { TAG } from '../../lib/der-encode.ts'
import type { Behaviours } from '../../release/release.ts'
import { x509Behaviours } from '../../release/x509-behaviours.ts'
import type { GoCertificate } from './certificate.ts'
import { failure, ParseFailure } from './parse-failure.ts'
import { utcTimeError } from './utc-time-error.ts'

/**
 * Models crypto/x509 parseValidity on cryptobyte's ReadASN1UTCTime and ReadASN1GeneralizedTime: the text has to come
 * back the same when Go formats the time, so `+0000` and fractions are malformed; UTCTime without seconds is not.
 */
export function parseValidity(
  reader: DerReader,
  behaviours: Behaviours,
): Pick<GoCertificate, 'notBefore' | 'notAfter' | 'zones'> | ParseFailure {
  const notBefore = readTime(reader, behaviours)
  if (notBefore instanceof ParseFailure) return notBefore
  const notAfter = readTime(reader, behaviours)
  if (notAfter instanceof ParseFailure) return notAfter
  return {
    notBefore: notBefore.at,
    notAfter: notAfter.at,
    zones: { notBefore: notBefore.zone, notAfter: notAfter.zone },
  }
}

interface ReadTime {
  readonly at: Date
  /** Minutes east of UTC. */
  readonly zone: number
}

function readTime(reader: DerReader, behaviours: Behaviours): ReadTime | ParseFailure {
  const utc = reader.nextIs(TAG.utcTime)
  if (!utc && !reader.nextIs(TAG.generalizedTime)) return failure('unsupported-time-format')
  const contents = reader.any()?.contents
  const text = contents === undefined ? null : Buffer.from(contents).toString('latin1')
  const time = text === null ? null : timeOf(text, utc ? UTC_TIME : GENERALIZED_TIME)
  if (time !== null) return time
  if (!utc) return failure('malformed-generalized-time')
  const shown = x509Behaviours(behaviours).timeErrorsShow && text !== null ? utcTimeError(text) : null
  return shown === null ? failure('malformed-utc-time') : new ParseFailure('malformed-utc-time', shown)
}

const UTC_TIME =
  /^(?<year>\d\d)(?<month>\d\d)(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)?(?<zone>Z|[+-]\d{4})$/
const GENERALIZED_TIME =
  /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)(?<zone>Z|[+-]\d{4})$/

function timeOf(text: string, form: RegExp): ReadTime | null {
  const fields = form.exec(text)?.groups
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
  return exists && offset !== null ? { at: new Date(time.getTime() - offset * 60_000), zone: offset } : null
}

/** Minutes east of UTC; `null` for a zero that is not written `Z`, which does not survive Go's formatting. */
function zoneMinutes(zone: string): number | null {
  if (zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3))
  if (minutes === 0 || Number(zone.slice(1, 3)) > 24 || Number(zone.slice(3)) >= 60) return null
  return zone.startsWith('-') ? -minutes : minutes
}
