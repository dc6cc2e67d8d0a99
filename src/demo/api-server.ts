import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2'
import type { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'
import type { Secret } from '../lib/secret.ts'
import type { IssuedCertificate } from '../x509/issue.ts'
import { answer, type Caller, newFlowControl } from './api-answers.ts'
import { type Listening, listen } from './listen.ts'

export interface ApiServerOptions {
  readonly host: string
  /** 0: the system chooses one. */
  readonly port: number
  readonly certificate: IssuedCertificate
  /** Sent after the leaf. */
  readonly intermediates?: readonly IssuedCertificate[]
  /** Its name is what the server accepts client certificates from, and says so in its CertificateRequest. */
  readonly clientCa: IssuedCertificate
  /** The one bearer token that is known; any other is refused with 401. */
  readonly token: Secret
}

/**
 * An HTTPS server that a client takes for a kube-apiserver: HTTP/2 and 1.1, a client certificate asked for but not
 * required, its answers, headers and refusals.
 */
export async function startApiServer(options: ApiServerOptions): Promise<Listening> {
  const flow = newFlowControl()
  const server = createSecureServer(
    {
      allowHTTP1: true,
      key: options.certificate.keyPem,
      cert: [options.certificate, ...(options.intermediates ?? [])].map(({ pem }) => pem).join(''),
      ca: options.clientCa.pem,
      requestCert: true,
      rejectUnauthorized: false,
      minVersion: 'TLSv1.2',
    },
    (request, response) => {
      const given = answer(request.method, request.url, callerOf(request, options.token), flow)
      respond(response, given.status, given.headers, given.body)
    },
  )
  server.on('sessionError', () => {})
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => {})
    socket.end(upgraded(request, callerOf(request, options.token)))
  })
  return listen(server, options.host, options.port)
}

/** A watch becomes a WebSocket for whoever asks (apimachinery wsstream); this one has nothing to say and ends. */
function upgraded({ headers }: IncomingMessage, caller: Caller): string {
  if (caller === null) return 'HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n'
  if (caller.anonymous) return 'HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n'
  // RFC 6455 section 4.2.2; the text is the protocol's own constant.
  const key = `${headers['sec-websocket-key'] ?? ''}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`
  const accept = createHash('sha1').update(key).digest('base64')
  return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`
}

function respond(
  response: Http2ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): void {
  response.writeHead(status, { ...headers, 'Content-Length': String(Buffer.byteLength(body)) })
  response.end(body)
}

/** The API server's order: a client certificate first, then the bearer token; with neither the caller is anonymous. */
function callerOf(request: Http2ServerRequest | IncomingMessage, token: Secret): Caller {
  const session = 'stream' in request ? request.stream?.session : undefined
  const socket: unknown = session?.socket ?? request.socket
  const certificate = isTls(socket) ? socket.getPeerCertificate() : null
  if (certificate !== null && Object.keys(certificate).length > 0) {
    if (!isTls(socket) || !socket.authorized) return null
    return { user: [certificate.subject.CN].flat()[0] ?? '', anonymous: false }
  }
  const authorization = request.headers.authorization
  if (authorization === undefined) return { user: 'system:anonymous', anonymous: true }
  return authorization === `Bearer ${token.reveal()}` ? { user: 'demo', anonymous: false } : null
}

/** HTTP/2 hands out a proxy of the socket that forbids some of its methods, but not these. */
function isTls(socket: unknown): socket is TLSSocket {
  return socket instanceof TLSSocket
}
