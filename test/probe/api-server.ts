import type { IncomingMessage, ServerResponse } from 'node:http'
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2'
import { createServer as createHttpsServer } from 'node:https'
import type { TLSSocket } from 'node:tls'
import { clusterCa, listen, serverCertificate } from './loopback.ts'

export interface Seen {
  readonly authorization: string | undefined
  readonly impersonate: string | string[] | undefined
  readonly client: string | undefined
}

const identity = {
  key: serverCertificate.keyPem,
  cert: serverCertificate.pem + clusterCa.pem,
  ca: clusterCa.pem,
  requestCert: true,
  rejectUnauthorized: false,
}

/** An API server that notes who asked. */
export async function apiServer(kind: 'h2' | 'http/1.1', seen: Seen[] = []): Promise<number> {
  const answer = (request: IncomingMessage | Http2ServerRequest, response: ServerResponse | Http2ServerResponse) => {
    const { authorization, 'impersonate-user': impersonate } = request.headers
    const CN = (request.socket as TLSSocket).getPeerCertificate()?.subject?.CN
    seen.push({ authorization, impersonate, client: typeof CN === 'string' ? CN : undefined })
    const plain = response as ServerResponse
    plain.writeHead(authorization === undefined ? 401 : 200, { 'content-type': 'application/json', 'audit-id': '7' })
    plain.end('{"kind":"Status"}')
  }
  return listen(kind === 'h2' ? createSecureServer(identity, answer) : createHttpsServer(identity, answer))
}
