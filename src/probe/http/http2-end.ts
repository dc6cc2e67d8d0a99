import type { HttpEnd } from '../../transcript/transcript.ts'
import type { StreamFailure } from '../wire/wire-tap.ts'
import type { Complaint } from './frame-watch.ts'

/** What the wire showed by the time that undici gave up. */
export interface Http2Signs {
  readonly headCame: boolean
  readonly alert: number | null
  readonly firstLine: string
  readonly complaint: Complaint | null
  readonly failure: StreamFailure | null
  readonly ended: boolean
}

/**
 * How an HTTP/2 answer failed. What the wire showed goes before what undici made of it: a TLS alert, HTTP/1.1 bytes where
 * HTTP/2 was settled on, a frame that breaks off. `code` is the name of RFC 9113 section 7, and `message` says which frame
 * it came in.
 */
export function http2End(error: Error, { headCame, alert, firstLine, complaint, failure, ended }: Http2Signs): HttpEnd {
  if (alert !== null) return { kind: 'alert', description: alert }
  if (firstLine.startsWith('HTTP/1')) return { kind: 'malformed', firstLine }
  if (complaint !== null) return { kind: 'http2-error', code: complaint.code, message: describe(complaint) }
  if (failure !== null && failure.errno !== 'UND_ERR_SOCKET') {
    return /^(ECONNRESET|EPIPE)$/.test(failure.errno) ? { kind: 'reset' } : { kind: 'failed', message: failure.errno }
  }
  const code = (error as NodeJS.ErrnoException).code ?? ''
  if (ended || code === 'UND_ERR_SOCKET') return { kind: headCame ? 'truncated' : 'closed' }
  return { kind: 'http2-error', code: http2Code(error), message: error.message }
}

function describe(complaint: Complaint): string {
  switch (complaint.kind) {
    case 'RST_STREAM':
      return `RST_STREAM stream ${complaint.stream}`
    case 'GOAWAY':
      return `GOAWAY last stream ${complaint.lastStream}, debug ${JSON.stringify(complaint.debug)}`
    case 'large-frame':
      return `a frame of ${complaint.length} bytes`
    case 'our-GOAWAY':
      return 'found by our own HTTP/2 stack'
  }
}

/** nghttp2's refusal to go on, as Node words it: `Protocol error`. */
function http2Code(error: Error): string {
  const { code, cause } = error as NodeJS.ErrnoException & { cause?: NodeJS.ErrnoException }
  return cause?.code ?? code ?? 'UNKNOWN'
}
