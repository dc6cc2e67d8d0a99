import type { Behaviours } from '../../release/release.ts'
import type { Failure } from '../failure.ts'
import { closedError } from '../net/broken.ts'
import { alertText, CLOSE_NOTIFY } from './alerts.ts'
import { messageTypeName, unexpectedMessageText } from './handshake-type.ts'

/** A failure but for the stage it belongs to, which depends on the leg (proxy or server) and on how far it came. */
export type TlsError = Pick<Failure, 'code' | 'text'> & Partial<Pick<Failure, 'retried' | 'approximate' | 'unknown'>>

/** The peer's fatal alert: `remote error: tls: handshake failure`; its close_notify is an orderly end: `EOF`. */
export function remoteAlert(description: number, behaviours: Behaviours): TlsError {
  if (description === CLOSE_NOTIFY) return closedError(false)
  return { code: `tls.AlertError.${description}`, text: `remote error: ${alertText(description, behaviours)}` }
}

/** An alert that Go itself would send: `local error: tls: unexpected message`. */
export function localAlert(description: number, behaviours: Behaviours): TlsError {
  return { code: `tls.LocalAlertError.${description}`, text: `local error: ${alertText(description, behaviours)}` }
}

export const UNEXPECTED_MESSAGE = 10
export const BAD_RECORD_MAC = 20
export const RECORD_OVERFLOW = 22
export const DECODE_ERROR = 50

/** A handshake message whose body does not parse: the alert's number changed in Go 1.25 together with its words. */
export function malformedMessage(behaviours: Behaviours): TlsError {
  const decode = behaviours.malformedHandshake === 'error decoding message'
  return localAlert(decode ? 50 : UNEXPECTED_MESSAGE, behaviours)
}

/** A message of a known type in the place of another; of an unknown one Go does not read so much as its body. */
export function wrongMessage(type: number, wanted: string, behaviours: Behaviours, tls13 = false): TlsError {
  const name = messageTypeName(type, tls13)
  if (name === null) return localAlert(UNEXPECTED_MESSAGE, behaviours)
  return { code: 'tls.UnexpectedHandshakeMessage', text: unexpectedMessageText(name, wanted) }
}

/** crypto/tls bears so many records in a row that do not advance the handshake (maxUselessRecords). */
export const MAX_IGNORED = 16
export const TOO_MANY_IGNORED: TlsError = {
  code: 'tls.TooManyIgnoredRecords',
  text: 'tls: too many ignored records',
}
