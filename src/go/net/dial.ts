import { assertNever } from '../../lib/exhaustive.ts'
import type { Dial, DialAttempt } from '../../transcript/transcript.ts'
import { type Failure, notMeasured, unreached } from '../failure.ts'
import { errnoText } from './errno.ts'

/** kubectl's dialer gives up after 30 s (client-go transport cache; kubectl-truth section 8.10). */
const DIAL_TIMEOUT_MS = 30_000

/**
 * What a failed TCP connect is: `dial tcp ADDR: CAUSE`; `null` when one address answered. Of several addresses Go
 * reports the first one's error. Models net.sysDialer.dialParallel and net.OpError.Error.
 */
export function dialFailure(dial: Dial | null): Failure | null {
  if (dial === null || dial.connected !== null) return null
  const first = dial.attempts[0]
  if (first === undefined) return notMeasured('tcp', 'no address was dialled')
  return attemptFailure(first)
}

function attemptFailure(attempt: DialAttempt): Failure | null {
  const { result, remote } = attempt
  switch (result.kind) {
    case 'connected':
      return null
    case 'failed':
      return unreached('tcp', {
        code: `net.OpError.dial.${result.errno}`,
        text: `dial tcp ${remote}: connect: ${errnoText(result.errno)}`,
        approximate: result.errno === 'ECONNRESET' ? RACE : null,
      })
    case 'timeout':
      return unreached('tcp', {
        code: 'net.OpError.dial.Timeout',
        text: `dial tcp ${remote}: i/o timeout`,
        approximate:
          result.afterMs < DIAL_TIMEOUT_MS ? 'the connect was given up before the 30 s that kubectl waits' : null,
      })
    case 'cut-off':
      return notMeasured('tcp', 'the run ended before the connection was made or refused')
    default:
      return assertNever(result)
  }
}

const RACE = 'a reset shows as a connect, write or read error, whichever comes first'

/** `dial tcp: address 99999: invalid port`: refused before any name is resolved. Models net.LookupPort. */
export function invalidPort(port: number): Failure | null {
  if (port <= 65_535) return null
  return unreached('tcp', { code: 'net.AddrError.InvalidPort', text: `dial tcp: address ${port}: invalid port` })
}
