import { fromBase64, fromHex } from '../../lib/bytes.ts'
import type { Behaviours } from '../../release/release.ts'
import type { RecordTrail, WireRecord } from '../../transcript/record-trail.ts'
import type { TlsExchange } from '../../transcript/transcript.ts'
import { CLOSE_NOTIFY } from './alerts.ts'
import { firstHeaderError, MAX_CIPHERTEXT, MAX_HANDSHAKE, messageTooLong, oversized } from './first-record.ts'
import { type HandshakePhase, phaseAfter } from './handshake-phase.ts'
import { HANDSHAKE } from './handshake-type.ts'
import {
  BAD_RECORD_MAC,
  DECODE_ERROR,
  localAlert,
  RECORD_OVERFLOW,
  remoteAlert,
  type TlsError,
  UNEXPECTED_MESSAGE,
} from './tls-error.ts'

/** What crypto/tls makes of the records that a server sent. */
export interface RecordReading {
  /** How many of the exchange's messages it gets to read before a record ends the connection. */
  readonly messages: number
  /** Of that record; `null`: they are all in order, as far as can be told. */
  readonly error: TlsError | null
  /** Then: it waits for the server, it is its own turn to speak, or there are records that only it could have opened. */
  readonly next: 'waits' | 'speaks' | 'unknown'
}

interface Reader {
  readonly exchange: TlsExchange
  readonly behaviours: Behaviours
  readonly wrapped: boolean
  /** Records in a row that did not advance the handshake. */
  ignored: number
  messages: number
  /** Bytes of handshake messages in the clear. */
  clear: number
}

/**
 * Models crypto/tls.Conn.readRecordOrCCS, retryReadRecord and readHandshake up to the peer's Finished.
 *
 * @param wrapped the leg to an https:// proxy
 */
export function readRecords(
  exchange: TlsExchange,
  trail: RecordTrail,
  behaviours: Behaviours,
  wrapped: boolean,
): RecordReading {
  const reader: Reader = { exchange, behaviours, wrapped, ignored: 0, messages: 0, clear: 0 }
  const unknown = { messages: exchange.messages.length, error: null, next: 'unknown' } as const
  for (const record of trail.records) {
    const phase = phaseAfter(reader.messages, exchange)
    const read = phase === 'odd' ? 'unknown' : readRecord(record, phase, reader)
    if (read === 'unknown') return unknown
    if (read !== null) return { messages: reader.messages, error: read, next: 'unknown' }
  }
  const phase = phaseAfter(reader.messages, exchange)
  if (trail.cut === true || phase === 'odd') return unknown
  const error = unfinishedError(trail.unfinished, phase, behaviours) ?? restError(trail.rest, phase, reader)
  const next = phase === 'flown' || phase === 'retry' ? 'speaks' : 'waits'
  return { messages: reader.messages, error, next: error === null ? next : 'unknown' }
}

type Phase = Exclude<HandshakePhase, 'odd'>

/** `null`: the next one, please. */
function readRecord(record: WireRecord, phase: Phase, reader: Reader): TlsError | 'unknown' | null {
  const { behaviours } = reader
  const { type, length } = record
  const header = headerError(type, record.version, length, phase, reader.wrapped)
  if (header !== null) return header
  if (phase === 'sealed' && type !== CHANGE_CIPHER_SPEC) {
    // What was sealed with keys that it has not, or not sealed at all, does not open.
    if (type !== APPLICATION_DATA) return localAlert(BAD_RECORD_MAC, behaviours)
    if (record.messages === undefined) return 'unknown'
    reader.ignored = 0
    reader.messages = record.messages
    return null
  }
  const inside = midMessage(reader)
  if (length > MAX_PLAINTEXT) return localAlert(RECORD_OVERFLOW, behaviours)
  if (phase === 'retry' && inside && type !== HANDSHAKE_RECORD) return localAlert(UNEXPECTED_MESSAGE, behaviours)
  switch (type) {
    case ALERT:
      return readAlert(record, phase, reader)
    case CHANGE_CIPHER_SPEC:
      return readChangeCipherSpec(record, phase, reader, inside)
    case HANDSHAKE_RECORD:
      return readHandshake(record, phase, reader)
    default:
      return localAlert(UNEXPECTED_MESSAGE, behaviours)
  }
}

/** Once a version is settled on, every record has to have it; that of TLS 1.3 is written as 1.2. */
function headerError(type: number, version: number, length: number, phase: Phase, wrapped: boolean): TlsError | null {
  if (phase === 'first')
    return firstHeaderError(Uint8Array.of(type, version >> 8, version & 255, length >> 8, length & 255), wrapped)
  if (version !== EXPECTED_VERSION)
    return {
      code: 'tls.RecordHeaderError.Version',
      text: `tls: received record with version ${version.toString(16)} when expecting version 303`,
    }
  const isTls13 = phase === 'sealed' || phase === 'retry'
  return length > (isTls13 ? MAX_CIPHERTEXT_13 : MAX_CIPHERTEXT) ? oversized(length) : null
}

function readAlert({ length, content = '' }: WireRecord, phase: Phase, reader: Reader): TlsError | null {
  const { behaviours } = reader
  const [level, description] = fromHex(content)
  if (length !== 2 || level === undefined || description === undefined)
    return localAlert(UNEXPECTED_MESSAGE, behaviours)
  if (description === CLOSE_NOTIFY || phase === 'retry' || level === FATAL) return remoteAlert(description, behaviours)
  return level === WARNING ? ignore(reader) : localAlert(UNEXPECTED_MESSAGE, behaviours)
}

function readChangeCipherSpec(
  { length, content }: WireRecord,
  phase: Phase,
  reader: Reader,
  inside: boolean,
): TlsError | 'unknown' | null {
  const { behaviours } = reader
  if (length !== 1 || content !== '01') return localAlert(DECODE_ERROR, behaviours)
  if (inside) return localAlert(UNEXPECTED_MESSAGE, behaviours)
  if (phase === 'sealed' || phase === 'retry') return ignore(reader)
  // From here on TLS 1.2 is sealed as well.
  return phase === 'flown' ? 'unknown' : localAlert(UNEXPECTED_MESSAGE, behaviours)
}

function readHandshake(record: WireRecord, phase: Phase, reader: Reader): TlsError | 'unknown' | null {
  const { behaviours, exchange } = reader
  if (record.messages === undefined || phase === 'flown') return 'unknown'
  if (record.length === 0) return localAlert(UNEXPECTED_MESSAGE, behaviours)
  reader.ignored = 0
  reader.clear += record.length
  while (reader.messages < record.messages) {
    const message = exchange.messages[reader.messages]
    const length = message === undefined ? 0 : octets(message.bytes) - MESSAGE_HEADER
    const maximum = maximumOf(message?.type ?? 0, phaseAfter(reader.messages, exchange), behaviours)
    if (length > maximum) return messageTooLong(length, maximum)
    reader.messages++
  }
  return null
}

/** A warning, or what TLS 1.3 skips: crypto/tls bears 16 of them in a row (maxUselessRecords). */
function ignore(reader: Reader): TlsError | null {
  reader.ignored++
  if (reader.ignored <= MAX_IGNORED) return null
  return { code: 'tls.TooManyIgnoredRecords', text: 'tls: too many ignored records' }
}

function unfinishedError(unfinished: string, phase: Phase, behaviours: Behaviours): TlsError | null {
  const [type, a = 0, b = 0, c] = fromHex(unfinished)
  if (type === undefined || c === undefined) return null
  const length = a * 65_536 + b * 256 + c
  const maximum = maximumOf(type, phase, behaviours)
  return length > maximum ? messageTooLong(length, maximum) : null
}

function restError(rest: RecordTrail['rest'], phase: Phase, reader: Reader): TlsError | null {
  const [type, major = 0, minor = 0, high = 0, low] = fromHex(rest?.head ?? '')
  if (rest === null || type === undefined || low === undefined) return null
  const length = high * 256 + low
  const header = headerError(type, major * 256 + minor, length, phase, reader.wrapped)
  if (header !== null || rest.bytes < RECORD_HEADER + length) return header
  // It is whole, only no record: its type is none.
  if (phase === 'sealed') return localAlert(BAD_RECORD_MAC, reader.behaviours)
  return localAlert(length > MAX_PLAINTEXT ? RECORD_OVERFLOW : UNEXPECTED_MESSAGE, reader.behaviours)
}

function maximumOf(type: number, phase: HandshakePhase, behaviours: Behaviours): number {
  const isLong = phase !== 'first' && type === HANDSHAKE.certificate && behaviours.longCertificateMessages
  return isLong ? MAX_CERTIFICATE : MAX_HANDSHAKE
}

/** Part of a message has come, and the rest of it has not. */
function midMessage({ exchange, messages, clear }: Reader): boolean {
  const whole = exchange.messages.slice(0, messages).reduce((sum, { bytes }) => sum + octets(bytes), 0)
  return clear > whole
}

function octets(bytes: string): number {
  return fromBase64(bytes).length
}

const CHANGE_CIPHER_SPEC = 20
const ALERT = 21
const HANDSHAKE_RECORD = 22
const APPLICATION_DATA = 23

const WARNING = 1
const FATAL = 2

const RECORD_HEADER = 5
const MESSAGE_HEADER = 4

const EXPECTED_VERSION = 0x0303
/** 2^14, and what TLS 1.3 may add (RFC 8446 section 5.2). */
const MAX_PLAINTEXT = 16_384
const MAX_CIPHERTEXT_13 = MAX_PLAINTEXT + 256
const MAX_CERTIFICATE = 262_144
const MAX_IGNORED = 16
