import type { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import { Client } from 'undici'
import { concatBytes } from '../../lib/bytes.ts'
import { WireTap } from '../wire/wire-tap.ts'
import { FrameWatch } from './frame-watch.ts'

const FIRST_BYTES = 1024
/** Net/http reads ten times as much; a server with so much to say has no end of it. */
const MAX_HEAD = 1 << 20

/**
 * Speaks HTTP over a connection that stands already, in the version that its handshake settled on. One request at a time;
 * a connection that is used up is not replaced.
 */
export class HttpConnection {
  readonly protocol: 'h2' | 'http/1.1'
  readonly client: Client
  readonly tap: WireTap
  readonly #frames = new FrameWatch()
  /** A fatal alert of the peer after the handshake. */
  readonly alert: () => number | null
  #firstBytes: Uint8Array = new Uint8Array(0)

  constructor(origin: string, stream: Duplex, protocol: HttpConnection['protocol'], alert: () => number | null) {
    this.protocol = protocol
    this.alert = alert
    this.tap = new WireTap(stream, {
      received: (chunk, tap) => {
        if (this.#firstBytes.length < FIRST_BYTES) {
          this.#firstBytes = concatBytes(this.#firstBytes, chunk).slice(0, FIRST_BYTES)
        }
        if (this.protocol === 'h2') this.#frames.received(chunk)
        tap.pass(chunk)
      },
    })
    this.tap.on('error', () => {})
    if (this.protocol === 'h2') this.tap.alpnProtocol = 'h2'
    let used = false
    this.client = new Client(origin, {
      allowH2: true,
      pipelining: 1,
      maxHeaderSize: MAX_HEAD,
      // Time limits are those of whoever asks.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: (_, done) => {
        // Answering at once hangs undici 8 on HTTP/1.1.
        setImmediate(() => {
          if (used) return done(new Error('the connection is used up'), null)
          used = true
          // Undici's types ask for a net.Socket; of it, it uses what every Duplex has.
          done(null, this.tap as unknown as TLSSocket)
        })
      },
    })
  }

  /** Forgets the bytes of the answer before. */
  begin(): void {
    this.#firstBytes = new Uint8Array(0)
  }

  /** What came since `begin` up to the first line end, latin-1, at most 1 KiB. */
  firstLine(): string {
    const text = Buffer.from(this.#firstBytes).toString('latin1')
    return (text.split('\n', 1)[0] ?? '').replace(/\r$/, '')
  }

  complaint() {
    return this.#frames.complaint()
  }

  alive(): boolean {
    return !this.tap.destroyed && !this.tap.ended
  }

  close(): void {
    // `client.close()` would wait for the peer.
    this.tap.destroy()
    void this.client.destroy().catch(() => {})
  }
}
