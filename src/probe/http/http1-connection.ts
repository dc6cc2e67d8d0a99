import type { Duplex } from 'node:stream'
import { isFieldValue, isHostValue } from '../../target/header-values.ts'
import type { HttpEnd } from '../../transcript/transcript.ts'
import type { HttpConnection, SentRequest } from './http-connection.ts'
import type { Reading } from './reading.ts'
import { ResponseReader } from './response-reader.ts'

/**
 * HTTP/1.1 as net/http speaks it. Our own reader: Go puts up with answers that every library refuses, and names the line
 * that it does not put up with.
 */
export class Http1Connection implements HttpConnection {
  readonly protocol = 'http/1.1'
  readonly #stream: Duplex
  /** A fatal alert of the peer after the handshake. */
  readonly #alert: () => number | null
  #reader: ResponseReader | null = null
  #reading: Reading | null = null
  #ended = false
  #failure: NodeJS.ErrnoException | null = null

  constructor(stream: Duplex, alert: () => number | null) {
    this.#stream = stream
    this.#alert = alert
    stream.on('data', (chunk: Buffer) => this.#reader?.feed(chunk))
    stream.on('end', () => this.#over())
    stream.on('close', () => this.#over())
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.#failure ??= error
      this.#over()
    })
    // What comes before anything was asked waits; later, what nobody asked for tells that the connection is of no use.
    stream.pause()
  }

  send({ method, authority, target, absoluteForm, headers }: SentRequest, reading: Reading): void {
    const refused = headers.find(([, value]) => !isFieldValue(value))
    if (refused !== undefined) {
      // What Go refuses to send must not be sent: a line feed would begin a header of its own.
      reading.end({ kind: 'failed', message: `net/http: invalid header field value for ${JSON.stringify(refused[0])}` })
      return
    }
    const host = hostField(authority)
    const fields = [['Host', host], ...headers].map(([name, value]) => `${name}: ${value}`)
    this.#reading = reading
    this.#reader = new ResponseReader(reading)
    reading.onGiveUp = () => this.close()
    if (this.#ended) {
      this.#over()
      return
    }
    this.#stream.write(
      `${[`${method} ${absoluteForm ? `http://${host}` : ''}${target} HTTP/1.1`, ...fields].join('\r\n')}\r\n\r\n`,
      'utf8',
    )
    this.#stream.resume()
  }

  alive(): boolean {
    return !this.#ended && !this.#stream.destroyed && this.#reader?.reusable !== false
  }

  close(): void {
    this.#stream.destroy()
  }

  #over(): void {
    this.#ended = true
    const failed = this.#failedEnd()
    if (failed === null) this.#reader?.closed()
    else this.#reading?.end(failed)
  }

  #failedEnd(): HttpEnd | null {
    const alert = this.#alert()
    if (alert !== null) return { kind: 'alert', description: alert }
    if (this.#failure === null) return null
    const code = this.#failure.code ?? 'EIO'
    return /^(?:ECONNRESET|EPIPE)$/.test(code) ? { kind: 'reset' } : { kind: 'failed', message: code }
  }
}

/** Without a zone, which means nothing to others (RFC 6874 section 1). Models Request.write and removeZone of net/http. */
function hostField(authority: string): string {
  return isHostValue(authority) ? authority.replace(/^(\[.*)%.*\]/, '$1]') : ''
}
