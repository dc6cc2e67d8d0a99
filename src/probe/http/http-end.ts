import type { HttpEnd } from '../../transcript/transcript.ts'
import type { HttpConnection } from './http-connection.ts'

/** Net/http's Transport.MaxResponseHeaderBytes, by default. */
const GO_MAX_HEAD = 10 << 20

/**
 * How an answer failed. What the wire showed goes before what undici made of it: a TLS alert, an HTTP/2 frame that breaks
 * off, HTTP/1.1 bytes where HTTP/2 was settled on. For HTTP/2 `code` is the name of RFC 9113 section 7 and `message` says
 * which frame it came in.
 */
export function failedEnd(error: Error, headCame: boolean, connection: HttpConnection): HttpEnd {
  const alert = connection.alert()
  if (alert !== null) return { kind: 'alert', description: alert }
  const code = (error as NodeJS.ErrnoException).code ?? ''
  const firstLine = connection.firstLine()
  if (connection.protocol === 'h2') {
    if (firstLine.startsWith('HTTP/1')) return { kind: 'malformed', firstLine }
    const complaint = connection.complaint()
    if (complaint?.kind === 'RST_STREAM') {
      return { kind: 'http2-error', code: complaint.code, message: `RST_STREAM stream ${complaint.stream}` }
    }
    if (complaint?.kind === 'GOAWAY') {
      const message = `GOAWAY last stream ${complaint.lastStream}, debug ${JSON.stringify(complaint.debug)}`
      return { kind: 'http2-error', code: complaint.code, message }
    }
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return { kind: 'failed', message: `net/http: server response headers exceeded ${GO_MAX_HEAD} bytes; aborted` }
  }
  const { failure, ended } = connection.tap
  if (error.name === 'HTTPParserError' && !(ended && firstLine === '')) {
    return headCame ? { kind: 'truncated' } : { kind: 'malformed', firstLine }
  }
  if (failure !== null && failure.errno !== 'UND_ERR_SOCKET') {
    return /^(ECONNRESET|EPIPE)$/.test(failure.errno) ? { kind: 'reset' } : { kind: 'failed', message: failure.errno }
  }
  if (ended || code === 'UND_ERR_SOCKET') return { kind: headCame ? 'truncated' : 'closed' }
  if (connection.protocol === 'h2') return { kind: 'http2-error', code: http2Code(error), message: error.message }
  return { kind: 'failed', message: error.message }
}

/** nghttp2's refusal to go on, as Node words it: `Protocol error`. */
function http2Code(error: Error): string {
  const { code, cause } = error as NodeJS.ErrnoException & { cause?: NodeJS.ErrnoException }
  return cause?.code ?? code ?? 'UNKNOWN'
}
