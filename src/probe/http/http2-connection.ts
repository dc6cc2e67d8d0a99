import type { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import { Client, type Dispatcher } from 'undici'
import { concatBytes } from '../../lib/bytes.ts'
import { isHostValue } from '../../target/header-values.ts'
import type { Header } from '../../transcript/transcript.ts'
import { WireTap } from '../wire/wire-tap.ts'
import { FrameFilter } from './frame-filter.ts'
import { FrameWatch } from './frame-watch.ts'
import type { HttpConnection, SentRequest } from './http-connection.ts'
import { http2End } from './http2-end.ts'
import type { Reading } from './reading.ts'

/** Undici takes no origin that WHATWG's parser does not take, and Go has others. It is sent nowhere. RFC 6761 section 6.4. */
const UNDICI_HOST = 'server.invalid'
const FIRST_BYTES = 1024
/** At the peer's end undici drops the session, which then cannot say any more what it thinks of the last frames. */
const DIGEST_MS = 100

/** HTTP/2 by undici, with the frames watched that tell who broke off and why. */
export class Http2Connection implements HttpConnection {
  readonly protocol = 'h2'
  readonly #client: Client
  readonly #tap: WireTap
  readonly #frames = new FrameWatch()
  readonly #filter = new FrameFilter()
  /** A fatal alert of the peer after the handshake. */
  readonly #alert: () => number | null
  #firstBytes: Uint8Array = new Uint8Array(0)

  constructor(stream: Duplex, alert: () => number | null) {
    this.#alert = alert
    this.#tap = new WireTap(stream, {
      received: (chunk, tap) => {
        if (this.#firstBytes.length < FIRST_BYTES) {
          this.#firstBytes = concatBytes(this.#firstBytes, chunk).slice(0, FIRST_BYTES)
        }
        this.#frames.received(chunk)
        tap.pass(this.#filter.keep(chunk, this.#frames.lastStream))
      },
      sent: (chunk) => this.#frames.sent(chunk),
      ended: (tap) => setTimeout(() => tap.passEnd(), DIGEST_MS),
    })
    this.#tap.on('error', () => {})
    this.#tap.alpnProtocol = 'h2'
    let used = false
    this.#client = new Client(`https://${UNDICI_HOST}`, {
      allowH2: true,
      pipelining: 1,
      // Time limits are those of whoever asks.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: (_, done) => {
        // Answering at once hangs undici 8.
        setImmediate(() => {
          if (used) return done(new Error('the connection is used up'), null)
          used = true
          // Undici's types ask for a net.Socket; of it, it uses what every Duplex has.
          done(null, this.#tap as unknown as TLSSocket)
        })
      },
    })
  }

  send({ method, authority, target, headers }: SentRequest, reading: Reading): void {
    if (!isHostValue(authority)) {
      reading.end({ kind: 'failed', message: 'http2: invalid Host header' })
      return
    }
    this.#firstBytes = new Uint8Array(0)
    this.#frames.asked()
    // Undici makes `:authority` of a Host field, and another connection for another server name, which its types do not name.
    const request = { method, path: target, headers: ['host', authority, ...headers.flat()], servername: UNDICI_HOST }
    this.#client.dispatch(request, this.#handlerFor(reading))
  }

  alive(): boolean {
    return !this.#tap.destroyed && !this.#tap.ended
  }

  close(): void {
    // `client.close()` would wait for the peer.
    this.#tap.destroy()
    void this.#client.destroy().catch(() => {})
  }

  #handlerFor(reading: Reading): Dispatcher.DispatchHandler {
    return {
      onRequestStart: (controller) => {
        // Of an HTTP/2 session that is destroyed with a request under way, undici 8 fails an assertion of its own.
        reading.onGiveUp = () => controller.abort(new Error('nobody waits any more'))
      },
      onResponseStart: (_, status, headers) => {
        if (status < 200) return
        const fields = headersOf(headers)
        reading.head = { status, statusText: '', headers: fields, http10: false, oddLines: [], informational: [] }
      },
      onResponseData: (_, chunk) => reading.body(chunk),
      onResponseEnd: () => reading.end({ kind: 'complete' }),
      onResponseError: (_, error) =>
        reading.end(
          http2End(error, {
            headCame: reading.head !== null,
            alert: this.#alert(),
            firstLine: this.#firstLine(),
            complaint: this.#frames.complaint(),
            failure: this.#tap.failure,
            ended: this.#tap.ended,
          }),
        ),
    }
  }

  /** What came since the request up to the first line end, latin-1, at most 1 KiB. */
  #firstLine(): string {
    const text = Buffer.from(this.#firstBytes).toString('latin1')
    return (text.split('\n', 1)[0] ?? '').replace(/\r$/, '')
  }
}

/** Without pseudo-header fields (RFC 9113 section 8.3). */
function headersOf(headers: Readonly<Record<string, string | string[] | undefined>>): readonly Header[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    if (name.startsWith(':') || value === undefined) return []
    return [value].flat().map((one) => [name, one] as const)
  })
}
