import type { BadChunk, Header } from '../../transcript/transcript.ts'
import { ChunkedBody } from './chunked-body.ts'
import { HeadText, MAX_HEAD } from './head-text.ts'
import type { AnswerHead, Reading } from './reading.ts'
import { firstLineOf, isStatusLine, MAX_FIRST_LINE, type ResponseHead, readHead, statusOf } from './response-head.ts'

/** Transport.MaxResponseHeaderBytes of net/http, unless somebody sets it. */
const GO_MAX_HEAD = 10 << 20
/** As many heads of status 1xx are kept; what tells one Go from another is the sixth. */
const MAX_INFORMATIONAL = 100
const HEAD_EXCEEDED = `net/http: server response headers exceeded ${GO_MAX_HEAD} bytes; aborted`

type Body =
  | { readonly kind: 'length'; left: number }
  | { readonly kind: 'chunked'; readonly chunks: ChunkedBody }
  | { readonly kind: 'until-close' }

/**
 * Reads one HTTP/1.x answer (RFC 9112) as leniently as net/http does, and more so: what a client may or may not put up with
 * is told to `reading` and left to the judge.
 */
export class ResponseReader {
  readonly #reading: Reading
  #head = new HeadText()
  readonly #informational: AnswerHead['informational'][number][] = []
  #informationalBytes = 0
  #body: Body | null = null
  #over = false
  /** Whether a further answer may follow on this connection. */
  reusable = false

  constructor(reading: Reading) {
    this.#reading = reading
  }

  /** Bytes behind the answer's end are nobody's; they make the connection useless. */
  feed(bytes: Buffer): void {
    let rest = bytes
    while (rest.length > 0 && !this.#over) {
      rest = this.#body === null ? this.#feedHead(rest) : this.#feedBody(this.#body, rest)
    }
    if (rest.length > 0) this.reusable = false
  }

  /** The peer ended. */
  closed(): void {
    if (this.#over) return
    if (this.#body?.kind === 'until-close') this.#end({ kind: 'complete' })
    else if (this.#body?.kind === 'chunked') this.#body.chunks.closed()
    else if (this.#body !== null) this.#end({ kind: 'truncated' })
    else this.#closedInHead()
  }

  #feedHead(bytes: Buffer): Buffer {
    const head = this.#head
    const hadLine = head.hasLine
    const end = head.add(bytes.toString('latin1'))
    const overlong = head.length > MAX_HEAD
    if (!hadLine && (head.hasLine || overlong)) {
      const firstLine = firstLineOf(head.text(), overlong)
      if (firstLine !== null && !isStatusLine(firstLine)) {
        this.#end({ kind: 'malformed', firstLine: firstLine.slice(0, MAX_FIRST_LINE) })
        return bytes
      }
    }
    if (end === null) {
      if (overlong) this.#end({ kind: 'failed', message: HEAD_EXCEEDED })
      return Buffer.alloc(0)
    }
    const length = head.length - bytes.length + end
    this.#head = new HeadText()
    this.#headCame(readHead(head.text().slice(0, length)), length)
    return bytes.subarray(end)
  }

  #headCame(head: ResponseHead, length: number): void {
    const status = statusOf(head.statusLine)
    // 101 is a last word (RFC 9110 section 15.2.2).
    if (status < 200 && status >= 100 && status !== 101 && head.oddLines.length === 0) {
      if (this.#informational.length < MAX_INFORMATIONAL) this.#informational.push({ status, headers: head.headers })
      // Since Go 1.24 all heads before an answer share one limit (net/http persistConn.readResponse).
      this.#informationalBytes += length
      if (this.#informationalBytes > MAX_HEAD) this.#end({ kind: 'failed', message: HEAD_EXCEEDED })
      return
    }
    this.#tell(head)
    this.#body = bodyOf(head, status, (fault) => this.#chunksDone(fault), this.#reading)
    this.reusable = this.#body.kind !== 'until-close' && keepsAlive(head)
    // What follows 101 is no HTTP any more (RFC 9110 section 15.2.2).
    if (status === 101 || (this.#body.kind === 'length' && this.#body.left === 0)) this.#end({ kind: 'complete' })
  }

  #tell(head: ResponseHead): void {
    this.#reading.head = {
      status: statusOf(head.statusLine),
      statusText: /^\S+ +\d{3} (.*)$/s.exec(head.statusLine)?.[1] ?? '',
      headers: head.headers,
      http10: isHttp10(head),
      oddLines: head.oddLines,
      informational: this.#informational,
    }
  }

  #feedBody(body: Body, bytes: Buffer): Buffer {
    if (body.kind === 'chunked') return bytes.subarray(body.chunks.feed(bytes))
    if (body.kind === 'until-close') {
      this.#reading.body(bytes)
      return Buffer.alloc(0)
    }
    const part = bytes.subarray(0, body.left)
    body.left -= part.length
    this.#reading.body(part)
    if (body.left === 0) this.#end({ kind: 'complete' })
    return bytes.subarray(part.length)
  }

  #chunksDone(fault: BadChunk | null): void {
    this.#end(fault === null ? { kind: 'complete' } : { kind: 'bad-chunk', ...fault })
  }

  /** A line that the end cut short is a line all the same to net/textproto.Reader.ReadLine. */
  #closedInHead(): void {
    const text = this.#head.text()
    const firstLine = firstLineOf(text, true) ?? ''
    if (text === '') this.#end({ kind: 'closed', ...(this.#informational.length === 0 ? {} : { inHead: true }) })
    else if (!isStatusLine(firstLine)) this.#end({ kind: 'malformed', firstLine: firstLine.slice(0, MAX_FIRST_LINE) })
    else {
      this.#tell(readHead(text))
      this.#end({ kind: 'closed', inHead: true })
    }
  }

  #end(end: Parameters<Reading['end']>[0]): void {
    this.#over = true
    if (end.kind !== 'complete') this.reusable = false
    this.#reading.end(end)
  }
}

/** RFC 9112 section 6.3; a length that is none counts as absent here. */
function bodyOf(
  head: ResponseHead,
  status: number,
  chunksDone: (fault: BadChunk | null) => void,
  reading: Reading,
): Body {
  if (status === 204 || status === 304) return { kind: 'length', left: 0 }
  if (last(head.headers, 'transfer-encoding')?.toLowerCase() === 'chunked' && !isHttp10(head)) {
    const chunks = new ChunkedBody({ data: (chunk) => reading.body(chunk), done: chunksDone })
    return { kind: 'chunked', chunks }
  }
  const length = last(head.headers, 'content-length')
  return length !== null && /^\d{1,15}$/.test(length)
    ? { kind: 'length', left: Number(length) }
    : { kind: 'until-close' }
}

function keepsAlive(head: ResponseHead): boolean {
  const connection = last(head.headers, 'connection')?.toLowerCase() ?? ''
  return isHttp10(head) ? connection === 'keep-alive' : connection !== 'close'
}

function isHttp10(head: ResponseHead): boolean {
  return head.statusLine.startsWith('HTTP/1.0')
}

function last(headers: readonly Header[], name: string): string | null {
  return headers.findLast(([one]) => one.toLowerCase() === name)?.[1] ?? null
}
