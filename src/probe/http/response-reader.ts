import type { BadChunk, Header } from '../../transcript/transcript.ts'
import { ChunkedBody } from './chunked-body.ts'
import type { AnswerHead, Reading } from './reading.ts'
import {
  firstLineOf,
  headLength,
  isStatusLine,
  MAX_FIRST_LINE,
  type ResponseHead,
  readHead,
  statusOf,
} from './response-head.ts'

/** Net/http reads ten times as much (Transport.MaxResponseHeaderBytes); a server with so much to say has no end of it. */
const MAX_HEAD = 1 << 20
const GO_MAX_HEAD = 10 << 20
const MAX_INFORMATIONAL = 100
const TOO_MANY = `more than ${MAX_INFORMATIONAL} answers of status 1xx came before any other`

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
  #head = ''
  readonly #informational: AnswerHead['informational'][number][] = []
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
    const before = this.#head.length
    this.#head += bytes.toString('latin1')
    const firstLine = firstLineOf(this.#head, this.#head.length > MAX_HEAD)
    if (firstLine !== null && !isStatusLine(firstLine)) {
      this.#end({ kind: 'malformed', firstLine: firstLine.slice(0, MAX_FIRST_LINE) })
      return bytes
    }
    const length = headLength(this.#head)
    if (length === null) {
      const message = `net/http: server response headers exceeded ${GO_MAX_HEAD} bytes; aborted`
      if (this.#head.length > MAX_HEAD) this.#end({ kind: 'failed', message })
      return Buffer.alloc(0)
    }
    const head = readHead(this.#head.slice(0, length))
    this.#head = ''
    this.#headCame(head)
    return bytes.subarray(length - before)
  }

  #headCame(head: ResponseHead): void {
    const status = statusOf(head.statusLine)
    // 101 is a last word (RFC 9110 section 15.2.2).
    if (status < 200 && status >= 100 && status !== 101 && head.oddLines.length === 0) {
      this.#informational.push({ status, headers: head.headers })
      if (this.#informational.length > MAX_INFORMATIONAL) this.#end({ kind: 'failed', message: TOO_MANY })
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
    const firstLine = firstLineOf(this.#head, true) ?? ''
    if (this.#head === '') this.#end({ kind: 'closed', ...(this.#informational.length === 0 ? {} : { inHead: true }) })
    else if (!isStatusLine(firstLine)) this.#end({ kind: 'malformed', firstLine: firstLine.slice(0, MAX_FIRST_LINE) })
    else {
      this.#tell(readHead(this.#head))
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
