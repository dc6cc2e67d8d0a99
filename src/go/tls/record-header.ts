import { fromHex } from '../../lib/bytes.ts'
import type { Behaviours } from '../../release/release.ts'
import type { RecordTrail } from '../../transcript/record-trail.ts'
import {
  firstHeaderError,
  MAX_CIPHERTEXT,
  MAX_HANDSHAKE,
  messageTooLong,
  oversized,
  SSLV2,
  SSLV2_ERROR,
} from './first-record.ts'
import type { HandshakePhase } from './handshake-phase.ts'
import { HANDSHAKE } from './handshake-type.ts'
import { BAD_RECORD_MAC, localAlert, RECORD_OVERFLOW, type TlsError, UNEXPECTED_MESSAGE } from './tls-error.ts'

/** 2^14: what a record may hold. */
export const MAX_PLAINTEXT = 16_384

export interface RecordHeader {
  readonly type: number
  readonly version: number
  readonly length: number
}

/** How records are read in one handshake. */
export interface RecordContext {
  readonly behaviours: Behaviours
  /** The leg to an https:// proxy. */
  readonly wrapped: boolean
}

/** Once a version is settled on, every record has to have it; that of TLS 1.3 is written as 1.2. */
export function headerError(header: RecordHeader, phase: HandshakePhase, context: RecordContext): TlsError | null {
  const { type, version, length } = header
  if (phase === 'first')
    return firstHeaderError(
      Uint8Array.of(type, version >> 8, version & 255, length >> 8, length & 255),
      context.wrapped,
    )
  if (type === SSLV2) return SSLV2_ERROR
  const isTls13 = phase === 'sealed' || phase === 'retry'
  if (version !== EXPECTED_VERSION && (!isTls13 || context.behaviours.records.checkVersion13))
    return {
      code: 'tls.RecordHeaderError.Version',
      text: `tls: received record with version ${version.toString(16)} when expecting version 303`,
    }
  return length > (isTls13 ? MAX_CIPHERTEXT_13 : MAX_CIPHERTEXT) ? oversized(length) : null
}

/** What is wrong already with the record that did not come whole, or has a type that is none; `null`: Go waits for more. */
export function restError(rest: RecordTrail['rest'], phase: HandshakePhase, context: RecordContext): TlsError | null {
  const [type, major = 0, minor = 0, high = 0, low] = fromHex(rest?.head ?? '')
  if (rest === null || type === undefined || low === undefined) return null
  const length = high * 256 + low
  const header = headerError({ type, version: major * 256 + minor, length }, phase, context)
  if (header !== null || rest.bytes < RECORD_HEADER + length) return header
  if (phase === 'sealed') return localAlert(BAD_RECORD_MAC, context.behaviours)
  return localAlert(length > MAX_PLAINTEXT ? RECORD_OVERFLOW : UNEXPECTED_MESSAGE, context.behaviours)
}

/** What is wrong already with the message that did not come whole. */
export function unfinishedError(unfinished: string, phase: HandshakePhase, behaviours: Behaviours): TlsError | null {
  const [type, a = 0, b = 0, c] = fromHex(unfinished)
  if (type === undefined || c === undefined) return null
  return lengthError(type, a * 65_536 + b * 256 + c, phase, behaviours)
}

/** @param length of a handshake message, its header not counted */
export function lengthError(
  type: number,
  length: number,
  phase: HandshakePhase,
  behaviours: Behaviours,
): TlsError | null {
  const isLong = phase !== 'first' && type === HANDSHAKE.certificate && behaviours.records.longCertificates
  const maximum = isLong ? MAX_CERTIFICATE : MAX_HANDSHAKE
  return length > maximum ? messageTooLong(length, maximum) : null
}

const RECORD_HEADER = 5

const EXPECTED_VERSION = 0x0303
/** RFC 8446 section 5.2. */
const MAX_CIPHERTEXT_13 = MAX_PLAINTEXT + 256
const MAX_CERTIFICATE = 262_144
