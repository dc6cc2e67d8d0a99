import { assertNever } from '../../lib/exhaustive.ts'
import type { Behaviours } from '../../release/release.ts'
import type { HttpExchange } from '../../transcript/transcript.ts'
import type { RequestKind } from '../client-go/request-kind.ts'
import { type Failure, notMeasured, rejected } from '../failure.ts'
import { closedError, type Ends, resetError } from '../net/broken.ts'
import { remoteAlert } from '../tls/tls-error.ts'
import { chunkError } from './chunk-error.ts'
import { http2Error, lostConnection, notHttp2 } from './http2.ts'
import { quoteBytes, remoteText } from './quote.ts'
import { headError, informationalError } from './response-head.ts'
import { readStatusLine } from './status-line.ts'

export interface ResponseContext {
  readonly kind: RequestKind
  readonly behaviours: Behaviours
  readonly ends: Ends
}

/**
 * What kept an answer from coming whole; `null` when it came. Models net/http's persistConn.readLoop and x/net/http2's
 * client; kubectl-truth section 6.
 */
export function responseFailure(exchange: HttpExchange, context: ResponseContext): Failure | null {
  const { end } = exchange
  const head = brokenHead(exchange, context.behaviours)
  if (head !== null) return broken(head)
  switch (end.kind) {
    case 'complete':
      return null
    case 'truncated':
      return bodyError('unexpected EOF', context.kind)
    case 'bad-chunk': {
      const error = chunkError(end, context.behaviours)
      return error === null ? null : bodyError(error, context.kind)
    }
    case 'closed':
      if (end.inHead === true) return broken('unexpected EOF')
      // x/net/http2 reads whole frame headers, so that it always ends in the middle of something.
      return rejected('http', closedError(exchange.protocol === 'h2'))
    case 'reset':
      return rejected('http', resetError(context.ends))
    case 'timeout':
      return timedOut(exchange, context)
    case 'malformed':
      return malformed(exchange, end.firstLine, context.behaviours)
    case 'alert':
      // How TLS 1.3 refuses a client certificate: after the handshake, in the place of the answer.
      return rejected('tls', remoteAlert(end.description, context.behaviours))
    case 'http2-error':
      return rejected('http', http2Error(end.code, end.message, context.behaviours))
    case 'failed':
      return rejected('http', {
        code: 'http.failed',
        text: remoteText(end.message),
        approximate: "the request failed in the doctor's own HTTP stack, whose words these are",
      })
    case 'cut-off':
      return { ...notMeasured('http', 'the run ended before the answer came'), outcome: 'rejected' }
    default:
      return assertNever(end)
  }
}

/** What is wrong with an HTTP/1.x head, also where the peer's end cut it short. */
function brokenHead(exchange: HttpExchange, behaviours: Behaviours): string | null {
  const { status, headers, oddLines = [], informational = [] } = exchange
  if (status === null || exchange.protocol === 'h2') return null
  const lines = { http11: exchange.http10 !== true, status, headers, oddLines }
  return informationalError(informational, behaviours) ?? headError(lines, behaviours)
}

function broken(error: string): Failure {
  return rejected('http', {
    code: 'http.malformed',
    text: `net/http: HTTP/1.x transport connection broken: ${error}`,
  })
}

function bodyError(cause: string, kind: RequestKind): Failure {
  const text =
    kind === 'raw' ? cause : `unexpected error when reading response body. Please retry. Original error: ${cause}`
  return rejected('http', { kind: 'plain', code: 'http.BodyTruncated', text })
}

/** Discovery is bounded by 32 s; nothing bounds --raw but HTTP/2's pings. */
function timedOut(exchange: HttpExchange, context: ResponseContext): Failure {
  if (context.kind !== 'discovery' && exchange.protocol === 'h2')
    return rejected('http', lostConnection(context.behaviours))
  return rejected('http', {
    code: 'context.DeadlineExceeded',
    text: 'context deadline exceeded',
    approximate: 'which of the timers words the timeout is a race, and without a bound kubectl waits on',
  })
}

function malformed(exchange: HttpExchange, firstLine: string, behaviours: Behaviours): Failure {
  if (exchange.protocol === 'h2') return rejected('http', notHttp2(firstLine, behaviours))
  const line = readStatusLine(firstLine)
  return broken(line.kind === 'malformed' ? line.error : `malformed HTTP response ${quoteBytes(firstLine)}`)
}
