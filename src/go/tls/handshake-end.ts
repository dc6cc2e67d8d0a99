import { assertNever } from '../../lib/exhaustive.ts'
import type { Behaviours } from '../../release/release.ts'
import type { TlsExchange } from '../../transcript/transcript.ts'
import { closedError, type Ends, resetError } from '../net/broken.ts'
import { HANDSHAKE } from './handshake-type.ts'
import type { RecordReading } from './record-layer.ts'
import { isGosCheck, stackError } from './stack-reason.ts'
import { MAX_IGNORED, remoteAlert, type TlsError, TOO_MANY_IGNORED } from './tls-error.ts'

/** net/http's bound for one whole handshake (client-go: 10 s). */
const HANDSHAKE_TIMEOUT_MS = 10_000

/**
 * How the handshake ended, where nothing on the wire says more; `null`: it was completed.
 * Models crypto/tls.Conn.readRecordOrCCS, net/http.persistConn.addTLS (the timeout).
 *
 * @param next what Go does where our own stack would not go on
 */
export function endError(
  exchange: TlsExchange,
  behaviours: Behaviours,
  ends: Ends,
  next: RecordReading['next'],
): TlsError | null {
  const { end, alerts, trail } = exchange
  // A Case of before there were trails.
  if (trail === undefined && alerts.filter(({ level }) => level === 'warning').length > MAX_IGNORED)
    return TOO_MANY_IGNORED
  switch (end.kind) {
    case 'established':
      return null
    case 'closed':
      return closedError(end.midRecord)
    case 'reset':
      return resetError(ends, end.syscall)
    case 'timeout':
      return timeoutError(end.afterMs < HANDSHAKE_TIMEOUT_MS)
    case 'alert':
      return remoteAlert(alerts.at(-1)?.description ?? 0, behaviours)
    case 'stack-gave-up':
      return (
        (next === 'unknown' ? null : peerEndError(exchange, ends, next)) ?? stackError(end.reason, exchange, behaviours)
      )
    case 'cut-off': {
      const text = 'the run ended before the TLS handshake did'
      return { code: 'not-measured', text, approximate: text, unknown: true }
    }
    default:
      return assertNever(end)
  }
}

/** What Go meets where it reads on, from what the peer did of its own accord; `null`: that is not known. */
function peerEndError({ trail, end, messages }: TlsExchange, ends: Ends, next: 'waits' | 'speaks'): TlsError | null {
  // Go may well have failed at what OpenSSL did, before it would speak; and at a signature, which only OpenSSL has checked.
  const isSigned = messages.some(({ type }) => type === HANDSHAKE.certificateVerify)
  if ((next === 'speaks' || isSigned) && end.kind === 'stack-gave-up' && isGosCheck(end.reason)) return null
  switch (trail?.afterwards) {
    case 'closed':
      return closedError(trail.rest !== null)
    case 'reset':
      return resetError(ends)
    case 'silent':
      return next === 'waits' ? timeoutError(true) : null
    default:
      return null
  }
}

function timeoutError(isEarly: boolean): TlsError {
  return {
    code: 'net/http.TLSHandshakeTimeout',
    text: 'net/http: TLS handshake timeout',
    approximate: isEarly ? 'the handshake was given up before the 10 s of kubectl' : null,
  }
}
