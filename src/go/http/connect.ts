import { assertNever } from '../../lib/exhaustive.ts'
import { quote } from '../../lib/quote.ts'
import type { ConnectTunnel, Header } from '../../transcript/transcript.ts'
import { type Failure, notMeasured, unreached } from '../failure.ts'
import { closedError, resetError } from '../net/broken.ts'
import { remoteText } from './quote.ts'
import { readStatusLine } from './status-line.ts'

/** net/http waits one minute for the answer to CONNECT. */
const CONNECT_TIMEOUT_MS = 60_000

/**
 * What stops kubectl at an HTTP CONNECT; `null` when the tunnel stands. Anything but 200 is an error whose whole text is
 * the reason phrase: code, headers and body are lost. Models net/http.Transport.dialConn; kubectl-truth section 6.
 *
 * @param proxy the proxy's `ip:port`, for the text of a reset
 */
export function connectFailure(tunnel: ConnectTunnel, proxy: string): Failure | null {
  const { end } = tunnel
  switch (end.kind) {
    case 'answered':
      return answerFailure(tunnel)
    case 'malformed':
      return malformedFailure(end.firstLine)
    case 'closed':
      return closedFailure(tunnel)
    case 'reset':
      return unreached('proxy', resetError({ local: tunnel.local, remote: proxy }))
    case 'timeout':
      return unreached('proxy', {
        code: 'context.DeadlineExceeded',
        text: 'context deadline exceeded',
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

function answerFailure({ statusLine, headers }: ConnectTunnel): Failure | null {
  const line = readStatusLine(statusLine ?? '')
  if (line.kind === 'malformed') return unreached('proxy', { code: 'http.Connect.malformed', text: line.error })
  const text = lengthError(headers)
  if (text !== null) return unreached('proxy', { code: 'http.Connect.malformed', text })
  if (line.code === 200) return null
  const phrase = line.phrase === null ? 'unknown status code' : remoteText(utf8(line.phrase))
  return unreached('proxy', { code: `http.Connect.${line.code}`, text: phrase })
}

/** The whole head is read before the status counts. Models net/http readTransfer. */
function lengthError(headers: readonly Header[]): string | null {
  const header = (name: string) => headers.find(([one]) => one.toLowerCase() === name)?.[1] ?? null
  const encoding = header('transfer-encoding')
  if (encoding !== null && encoding.toLowerCase() !== 'chunked')
    return `unsupported transfer encoding: ${quote(encoding)}`
  const length = encoding === null ? header('content-length') : null
  return length === null || /^\d{1,18}$/.test(length.trim()) ? null : `bad Content-Length ${quote(length)}`
}

function malformedFailure(firstLine: string): Failure {
  const line = readStatusLine(firstLine)
  if (line.kind === 'malformed') return unreached('proxy', { code: 'http.Connect.malformed', text: line.error })
  return unreached('proxy', {
    code: 'http.Connect.malformed',
    text: 'malformed MIME header',
    approximate: 'the status line is sound and a header is not; which one was not kept',
  })
}

/** A FIN inside the first line makes that part of it the line (textproto.Reader.ReadLine). */
function closedFailure(tunnel: ConnectTunnel): Failure {
  const part = Buffer.from(tunnel.firstBytes, 'hex').toString('latin1')
  const line = part === '' || part.includes('\n') ? null : readStatusLine(part)
  if (line?.kind === 'malformed') return unreached('proxy', { code: 'http.Connect.malformed', text: line.error })
  return unreached('proxy', closedError(true))
}

/** Go prints the bytes as they came, and a terminal takes them for UTF-8. */
function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8')
}
