import type { BadChunk } from '../../transcript/transcript.ts'
import { readHead } from './response-head.ts'

export interface ChunkSink {
  data(chunk: Buffer): void
  /** What is not as it should be, or `null` at the sound end of the body. */
  done(fault: BadChunk | null): void
}

/** A line of Go's reader is no longer (net/http/internal maxLineLength), and a trailer has as much room. */
const MAX_LINE = 4096

type State = 'size' | 'data' | 'line-end' | 'trailer' | 'over'

/** Undoes chunked coding (RFC 9112 section 7.1) as the bytes come in. */
export class ChunkedBody {
  readonly #sink: ChunkSink
  #state: State = 'size'
  #left = 0
  #pending = ''

  constructor(sink: ChunkSink) {
    this.#sink = sink
  }

  /** How many of these bytes belong to the body: all, unless it ends among them. */
  feed(bytes: Buffer): number {
    let at = 0
    while (at < bytes.length && this.#state !== 'over') {
      if (this.#state === 'data') at += this.#data(bytes.subarray(at))
      else {
        this.#pending += String.fromCharCode(bytes[at++] ?? 0)
        this.#step(() => bytes.toString('latin1', at, at + MAX_LINE))
      }
    }
    return at
  }

  /** The peer ended before the body did. */
  closed(): void {
    if (this.#state === 'trailer') this.#end({ part: 'trailer', line: this.#pending })
    else this.#end({ part: 'cut', line: this.#pending })
  }

  #data(bytes: Buffer): number {
    const part = bytes.subarray(0, this.#left)
    this.#sink.data(part)
    this.#left -= part.length
    if (this.#left === 0) this.#state = 'line-end'
    return part.length
  }

  #step(rest: () => string): void {
    switch (this.#state) {
      case 'size':
        if (this.#pending.endsWith('\n') || this.#pending.length >= MAX_LINE) this.#size(rest)
        break
      case 'line-end':
        if (this.#pending.length < 2) break
        if (this.#pending === '\r\n') this.#next('size')
        else this.#end({ part: 'line-end', line: this.#pending })
        break
      case 'trailer':
        if (this.#pending === '\r\n' || this.#pending.endsWith('\r\n\r\n')) this.#trailer()
        else if (this.#pending.length >= MAX_LINE) this.#end({ part: 'trailer', line: this.#pending })
        break
      case 'data':
      case 'over':
        break
    }
  }

  #size(rest: () => string): void {
    const line = this.#pending
    const size = line.replace(/[ \t\r\n]+$/, '').replace(/;.*$/s, '')
    if (!line.endsWith('\r\n') || !/^[0-9A-Fa-f]{1,16}$/.test(size)) this.#end({ part: 'size', line, rest: rest() })
    else {
      this.#left = Number.parseInt(size, 16)
      this.#next(this.#left === 0 ? 'trailer' : 'data')
    }
  }

  /** Its fields are of no use to anybody, as long as they are fields. */
  #trailer(): void {
    const odd = readHead(`\n${this.#pending}`).oddLines.length > 0
    this.#end(odd ? { part: 'trailer', line: this.#pending } : null)
  }

  #next(state: State): void {
    this.#state = state
    this.#pending = ''
  }

  #end(fault: BadChunk | null): void {
    if (this.#state === 'over') return
    this.#next('over')
    this.#sink.done(fault)
  }
}
