import { assertNever } from '../../lib/exhaustive.ts'
import type { Behaviours } from '../../release/release.ts'
import type { TlsExchange } from '../../transcript/transcript.ts'
import { closedError, type Ends, resetError } from '../net/broken.ts'
import { stackError } from './stack-reason.ts'
import { remoteAlert, type TlsError } from './tls-error.ts'

/** net/http's bound for one whole handshake (client-go: 10 s). */
const HANDSHAKE_TIMEOUT_MS = 10_000

/** crypto/tls gives up after this many warnings and empty records in a row (maxUselessRecords). */
const MAX_IGNORED = 16

/**
 * How the handshake ended, where nothing on the wire says more; `null`: it was completed.
 * Models crypto/tls.Conn.readRecordOrCCS, net/http.persistConn.addTLS (the timeout).
 */
export function endError(exchange: TlsExchange, behaviours: Behaviours, ends: Ends): TlsError | null {
  const { end, alerts } = exchange
  if (end.kind !== 'established' && alerts.filter((alert) => alert.level === 'warning').length > MAX_IGNORED)
    return { code: 'tls.TooManyIgnoredRecords', text: 'tls: too many ignored records' }
  switch (end.kind) {
    case 'established':
      return null
    case 'closed':
      return closedError(end.midRecord)
    case 'reset':
      return resetError(ends, end.syscall)
    case 'timeout':
      return {
        code: 'net/http.TLSHandshakeTimeout',
        text: 'net/http: TLS handshake timeout',
        approximate:
          end.afterMs < HANDSHAKE_TIMEOUT_MS ? 'the handshake was given up before the 10 s of kubectl' : null,
      }
    case 'alert':
      return remoteAlert(alerts.at(-1)?.description ?? 0, behaviours)
    case 'stack-gave-up':
      return stackError(end.reason, exchange, behaviours)
    case 'cut-off': {
      const text = 'the run ended before the TLS handshake did'
      return { code: 'not-measured', text, approximate: text, unknown: true }
    }
    default:
      return assertNever(end)
  }
}
