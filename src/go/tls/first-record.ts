import { fromHex } from '../../lib/bytes.ts'
import type { Behaviours } from '../../release/release.ts'
import { localAlert, type TlsError, UNEXPECTED_MESSAGE } from './tls-error.ts'

const ALERT = 0x15
const HANDSHAKE = 0x16
export const SSLV2 = 0x80
const HEADER_BYTES = 5
const ALERT_RECORD_BYTES = HEADER_BYTES + 2
/** 2^14 and what TLS 1.2 protection may add (RFC 5246 section 6.2.3). */
export const MAX_CIPHERTEXT = 16_384 + 2_048
export const MAX_HANDSHAKE = 65_536

/**
 * What Go finds wrong with the first record before it reads a message in it; `null`: nothing, or too few bytes to say.
 * Models crypto/tls.Conn.readRecordOrCCS and readHandshake; the `HTTP/` test is net/http.send's, which sees the error
 * only where nothing wraps it: behind an https:// proxy it does not apply.
 *
 * @param firstBytes what the peer sent first, in hex
 * @param wrapped the leg to an https:// proxy
 */
export function firstRecordError(firstBytes: string, behaviours: Behaviours, wrapped: boolean): TlsError | null {
  let bytes = fromHex(firstBytes)
  // Until a version is settled on, what follows a warning is looked at like the first record.
  while (isWarning(bytes)) bytes = bytes.subarray(ALERT_RECORD_BYTES)
  if (bytes.length < HEADER_BYTES) return null
  const error = firstHeaderError(bytes, wrapped)
  if (error !== null) return error
  const [type, , , high = 0, low = 0] = bytes
  const length = high * 256 + low
  const body = bytes.subarray(HEADER_BYTES, HEADER_BYTES + length)
  return type === ALERT ? alertError(body, length, behaviours) : handshakeError(body, length, behaviours)
}

/**
 * Of a record's five bytes of header, as long as no version is settled on; `null`: Go reads on.
 *
 * @param wrapped as above
 */
export function firstHeaderError(header: Uint8Array, wrapped: boolean): TlsError | null {
  const [type = 0, major = 0, minor = 0, high = 0, low = 0] = header
  if (type === SSLV2) return SSLV2_ERROR
  if ((type !== ALERT && type !== HANDSHAKE) || major * 256 + minor >= 0x1000) return notTls(header, wrapped)
  const length = high * 256 + low
  return length > MAX_CIPHERTEXT ? oversized(length) : null
}

export const SSLV2_ERROR: TlsError = {
  code: 'tls.RecordHeaderError.SSLv2',
  text: 'tls: unsupported SSLv2 handshake received',
}

export function oversized(length: number): TlsError {
  return { code: 'tls.RecordHeaderError.Oversized', text: `tls: oversized record received with length ${length}` }
}

function isWarning(bytes: Uint8Array): boolean {
  const [type, major, , high, low, level] = bytes
  const warns = type === ALERT && major !== undefined && major < 0x10 && high === 0 && low === 2 && level === 1
  return warns && bytes.length > ALERT_RECORD_BYTES
}

function notTls(bytes: Uint8Array, wrapped: boolean): TlsError {
  const http = Buffer.from(bytes.subarray(0, HEADER_BYTES)).toString('latin1') === 'HTTP/'
  if (http && !wrapped)
    return { code: 'http.ServerGaveHTTPResponse', text: 'http: server gave HTTP response to HTTPS client' }
  return { code: 'tls.RecordHeaderError', text: 'tls: first record does not look like a TLS handshake' }
}

/** An alert is two bytes, and its level 1 or 2. */
function alertError(body: Uint8Array, length: number, behaviours: Behaviours): TlsError | null {
  const level = body[0]
  if (length !== 2 || (level !== undefined && level !== 1 && level !== 2))
    return localAlert(UNEXPECTED_MESSAGE, behaviours)
  return null
}

function handshakeError(body: Uint8Array, length: number, behaviours: Behaviours): TlsError | null {
  if (length === 0) return localAlert(UNEXPECTED_MESSAGE, behaviours)
  const [, a, b, c] = body
  if (a === undefined || b === undefined || c === undefined) return null
  const announced = a * 65_536 + b * 256 + c
  return announced > MAX_HANDSHAKE ? messageTooLong(announced, MAX_HANDSHAKE) : null
}

export function messageTooLong(length: number, maximum: number): TlsError {
  return {
    code: 'tls.HandshakeMessageTooLong',
    text: `tls: handshake message of length ${length} bytes exceeds maximum of ${maximum} bytes`,
  }
}
