import type { IncomingHttpHeaders } from 'node:http'
import {
  createSecureServer,
  type Http2SecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2'
import { request as httpsRequest } from 'node:https'
import { isIP, type Socket } from 'node:net'
import { createSecureContext, type SecureContext, type TLSSocket, connect as tlsConnect } from 'node:tls'
import { type IssuedCertificate, issueCertificate } from '../x509/issue.ts'
import { daysFrom } from './authority.ts'
import { type Authority, dialUpstream, type MayDial, unreachableUpstream } from './upstream.ts'

export interface InterceptorOptions {
  /** What it signs the certificates with that it mints. */
  readonly ca: IssuedCertificate
  readonly now: Date
  readonly mayDial: MayDial
  /**
   * How it names an IP address in the SAN: as a DNS name, which no client accepts for an address (what the interceptors
   * of the field do that take the name from the CONNECT request), or as the address that it is.
   */
  readonly addressAs: 'dns' | 'ip'
  /** A client's SNI names the certificate; without one, and with `false`, the authority does. */
  readonly followSni: boolean
}

export interface Interceptor {
  /** Ends TLS on a connection that was meant for `authority`, and speaks HTTP on both sides of it. */
  intercept(socket: Socket, authority: Authority): void
}

const MAX_MINTED = 64

/** Mints one certificate for each name that it is asked for, before anything is known of the upstream. */
export function createInterceptor(options: InterceptorOptions): Interceptor {
  const servers = new Map<string, Http2SecureServer>()
  const serverFor = (authority: Authority): Http2SecureServer => {
    const key = `${authority.host}:${authority.port}`
    const known = servers.get(key)
    if (known !== undefined) return known
    if (servers.size >= MAX_MINTED) servers.clear()
    const made = createTlsEnd(authority, options)
    servers.set(key, made)
    return made
  }
  return { intercept: (socket, authority) => void serverFor(authority).emit('connection', socket) }
}

/**
 * The certificate that an intercepting proxy shows for a name: critical SAN, the name as common name. `addressAs` says
 * what an address becomes.
 */
function mint(
  name: string,
  { ca, now, addressAs }: Pick<InterceptorOptions, 'ca' | 'now' | 'addressAs'>,
): IssuedCertificate {
  const type = isIP(name) !== 0 && addressAs === 'ip' ? 'ip' : 'dns'
  return issueCertificate({
    subject: { commonName: name },
    issuer: ca,
    sans: [{ type, value: name }],
    sanCritical: true,
    isCa: false,
    keyUsage: ['digitalSignature', 'keyEncipherment'],
    extKeyUsage: ['serverAuth'],
    notBefore: daysFrom(now, -1),
    notAfter: daysFrom(now, 7),
  })
}

/** Not a listening server: connections are handed to it. */
function createTlsEnd(authority: Authority, options: InterceptorOptions): Http2SecureServer {
  const { pem, keyPem } = mint(authority.host, options)
  const bySni = options.followSni ? { SNICallback: contextBySni(options) } : {}
  const server = createSecureServer({ allowHTTP1: true, key: keyPem, cert: pem, ...bySni }, (request, response) => {
    void forward(request, response, authority, options.mayDial)
  })
  server.on('tlsClientError', () => {})
  server.on('sessionError', () => {})
  return server
}

function contextBySni(options: InterceptorOptions) {
  return (name: string, done: (error: Error | null, context?: SecureContext) => void): void => {
    const { pem, keyPem } = mint(name, options)
    done(null, createSecureContext({ key: keyPem, cert: pem }))
  }
}

const FORWARD_MS = 30_000

async function forward(
  request: Http2ServerRequest,
  response: Http2ServerResponse,
  authority: Authority,
  mayDial: MayDial,
): Promise<void> {
  const upstream = await dialUpstream(authority, mayDial)
  if (upstream.kind === 'failed') return refuse(response, upstream.reason)
  const onward = httpsRequest({
    method: request.method,
    path: request.url,
    headers: endToEnd({ host: `${authority.host}:${authority.port}`, ...request.headers }),
    createConnection: () => tlsToUpstream(upstream.socket, authority),
    timeout: FORWARD_MS,
  })
  onward.once('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers))
    answer.pipe(response)
  })
  onward.once('timeout', () => onward.destroy())
  onward.once('error', () => refuse(response, 'Connection reset by peer'))
  request.pipe(onward)
}

/** Unverified: an interceptor that is to reach private clusters cannot know their authorities. */
function tlsToUpstream(socket: Socket, { host }: Authority): TLSSocket {
  return tlsConnect({ socket, rejectUnauthorized: false, ...(isIP(host) === 0 ? { servername: host } : {}) })
}

function refuse(response: Http2ServerResponse, reason: string): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const { status, headers, body } = unreachableUpstream(reason)
  response.writeHead(status, headers)
  response.end(body)
}

/** Without pseudo-headers and what belongs to one connection alone (RFC 9113 section 8.2.2). */
function endToEnd(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !name.startsWith(':') && !HOP_BY_HOP.has(name)) kept[name] = value
  }
  return kept
}

const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
])
