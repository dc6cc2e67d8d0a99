import { X509Certificate } from 'node:crypto'
import { Server, Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

/** Something that a server of this process was told. */
export interface Received {
  /** SHA-256 of the certificate that the server had shown, in lower-case hex; `null`: nothing was encrypted. */
  readonly certificate: string | null
  /** Latin-1. */
  readonly text: string
}

/** Events of servers whose parser takes the bytes away before any listener sees them, and hands out what they said. */
const PARSED = ['request', 'upgrade', 'connect', 'checkContinue'] as const

/**
 * From now on tells of all that servers in this process receive: raw bytes, what was inside TLS, and the heads of requests.
 * Node offers no such place, so that two of its methods are wrapped.
 *
 * @returns undoes it
 */
export function recordReceived(tell: (received: Received) => void): () => void {
  const accepted = new WeakSet<object>()
  const { emit } = Server.prototype
  const { push } = Socket.prototype
  Server.prototype.emit = function (this: Server, event: string, ...args: unknown[]): boolean {
    const [first] = args
    if ((event === 'connection' || event === 'secureConnection') && first instanceof Socket) accepted.add(first)
    if (PARSED.some((one) => one === event)) tell({ certificate: certificateOf(socketOf(first)), text: headOf(first) })
    return Reflect.apply(emit, this, [event, ...args])
  }
  Socket.prototype.push = function (this: Socket, chunk: unknown, encoding?: BufferEncoding): boolean {
    if (chunk instanceof Uint8Array && (accepted.has(this) || isServerSide(this))) {
      tell({ certificate: certificateOf(this), text: Buffer.from(chunk).toString('latin1') })
    }
    return Reflect.apply(push, this, [chunk, encoding])
  }
  return () => {
    Server.prototype.emit = emit
    Socket.prototype.push = push
  }
}

/** Of an HTTP/1.1 request it is the socket; of HTTP/2 a stand-in that forbids some methods, but not these. */
function socketOf(request: unknown): unknown {
  const { socket, stream } = request as {
    readonly socket?: unknown
    readonly stream?: { readonly session?: { readonly socket?: unknown } }
  }
  return stream?.session?.socket ?? socket
}

function headOf(request: unknown): string {
  const { method, url, rawHeaders } = request as Readonly<Record<string, unknown>>
  return JSON.stringify([method, url, rawHeaders])
}

function isServerSide(socket: Socket): boolean {
  return (
    socket instanceof TLSSocket &&
    (socket as { readonly _tlsOptions?: { isServer?: boolean } })._tlsOptions?.isServer === true
  )
}

function certificateOf(socket: unknown): string | null {
  if (!(socket instanceof TLSSocket)) return null
  const own = socket.getCertificate()
  if (own === null || !('raw' in own)) return 'unknown'
  return new X509Certificate(own.raw).fingerprint256.replaceAll(':', '').toLowerCase()
}
