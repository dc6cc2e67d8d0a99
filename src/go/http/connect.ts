import { assertNever } from '../../lib/exhaustive.ts'
import type { Behaviours } from '../../release/release.ts'
import type { ConnectTunnel, OddLine } from '../../transcript/transcript.ts'
import { type Failure, notMeasured, unreached } from '../failure.ts'
import { closedError, resetError } from '../net/broken.ts'
import { quoteBytes, remoteText, utf8 } from './quote.ts'
import { headError } from './response-head.ts'
import { readStatusLine } from './status-line.ts'

/** net/http waits one minute for the answer to CONNECT. */
const CONNECT_TIMEOUT_MS = 60_000
const DEADLINE = { code: 'context.DeadlineExceeded', text: 'context deadline exceeded' } as const

/**
 * What stops kubectl at an HTTP CONNECT; `null` when the tunnel stands. Anything but 200 is an error whose whole text is
 * the reason phrase: code, headers and body are lost. Models net/http.Transport.dialConn; kubectl-truth section 6.
 *
 * @param proxy the proxy's `ip:port`, for the text of a reset
 */
export function connectFailure(tunnel: ConnectTunnel, proxy: string, behaviours: Behaviours): Failure | null {
  const { end } = tunnel
  switch (end.kind) {
    case 'answered':
      return answerFailure(tunnel, behaviours)
    case 'malformed':
      return malformedFailure(end.firstLine)
    case 'closed':
      return closedFailure(tunnel, behaviours)
    case 'reset':
      return unreached('proxy', resetError({ local: tunnel.local, remote: proxy }))
    case 'overlong':
      return overlongFailure(tunnel, end.bytesRead, behaviours)
    case 'timeout':
      return unreached('proxy', {
        ...DEADLINE,
        approximate:
          end.afterMs < CONNECT_TIMEOUT_MS
            ? 'the answer to CONNECT was awaited for less than the 60 s of kubectl'
            : null,
      })
    case 'cut-off':
      return notMeasured('proxy', 'the run ended before the proxy answered CONNECT')
    default:
      return assertNever(end)
  }
}

function answerFailure(tunnel: ConnectTunnel, behaviours: Behaviours): Failure | null {
  const line = readStatusLine(tunnel.statusLine ?? '')
  if (line.kind === 'malformed') return malformed(line.error)
  // The whole head is read before the status counts.
  const { headers, oddLines = [] } = tunnel
  const http11 = tunnel.statusLine?.startsWith('HTTP/1.0') !== true
  const error = headError({ http11, status: line.code, headers, oddLines }, behaviours)
  if (error !== null) return malformed(error)
  if (line.code === 200) return null
  const phrase = line.phrase === null ? 'unknown status code' : remoteText(utf8(line.phrase))
  return unreached('proxy', { code: `http.Connect.${line.code}`, text: phrase })
}

function malformedFailure(firstLine: string): Failure {
  const line = readStatusLine(firstLine)
  return malformed(line.kind === 'malformed' ? line.error : `malformed HTTP response ${quoteBytes(firstLine)}`)
}

function malformed(text: string): Failure {
  return unreached('proxy', { code: 'http.Connect.malformed', text })
}

/** A FIN inside a line makes that part of it the line (textproto.Reader.ReadLine). */
function closedFailure({ firstBytes, oddLines = [] }: ConnectTunnel, behaviours: Behaviours): Failure {
  const part = Buffer.from(firstBytes, 'hex').toString('latin1')
  const line = part === '' || part.includes('\n') ? null : readStatusLine(part)
  if (line?.kind === 'malformed') return malformed(line.error)
  return oddLineFailure(oddLines, behaviours) ?? unreached('proxy', closedError(true))
}

/** What comes behind what was read, nobody knows; that there is an end to it is less likely than not. */
function overlongFailure({ oddLines = [] }: ConnectTunnel, bytesRead: number, behaviours: Behaviours): Failure {
  const why = `of the answer to CONNECT ${bytesRead} bytes were read, and kubectl reads on`
  return (
    oddLineFailure(oddLines, behaviours) ??
    unreached(
      'proxy',
      behaviours.http1.boundConnectHead
        ? { ...closedError(true), approximate: `${why} up to 10 MiB` }
        : { ...DEADLINE, approximate: `${why} for 60 s` },
    )
  )
}

/** Such a line ends the reading wherever it stands (textproto.Reader.ReadMIMEHeader). */
function oddLineFailure(oddLines: readonly OddLine[], behaviours: Behaviours): Failure | null {
  const error = headError({ http11: true, status: 0, headers: [], oddLines }, behaviours)
  return error === null ? null : malformed(error)
}
