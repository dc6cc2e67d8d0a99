import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from 'node:tls'
import { onTestFinished } from 'vitest'
import { concatBytes, toBase64 } from '../../src/lib/bytes.ts'
import { issueCertificate } from '../../src/x509/issue.ts'

/** Servers on loopback that end with the test. */

const validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2056-01-01T00:00:00Z') }

export const clusterCa = issueCertificate({
  subject: { commonName: 'cluster-ca' },
  issuer: 'self',
  isCa: true,
  ...validity,
})

export const serverCertificate = issueCertificate({
  subject: { commonName: 'kube-apiserver' },
  issuer: clusterCa,
  sans: [
    { type: 'dns', value: 'api.example' },
    { type: 'ip', value: '127.0.0.1' },
  ],
  extKeyUsage: ['serverAuth'],
  ...validity,
})

export const clientCertificate = issueCertificate({
  subject: { commonName: 'jane' },
  issuer: clusterCa,
  extKeyUsage: ['clientAuth'],
  ...validity,
})

/** What `tlsServer` presents. */
export const serverChain = [toBase64(serverCertificate.der), toBase64(clusterCa.der)]

export const otherCa = issueCertificate({ subject: { commonName: 'other' }, issuer: 'self', isCa: true, ...validity })

/** Starts a server on a free port of 127.0.0.1 and gives that port. */
export async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return portOf(server)
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

export function rawServer(onConnection: (socket: Socket) => void): Promise<number> {
  return listen(createServer(onConnection))
}

/** Waits for the client to speak, then says this, and then does what `after` says. */
export function scriptedServer(answer: Uint8Array | string, after: 'end' | 'reset' | 'stay' = 'stay'): Promise<number> {
  return rawServer((socket) => {
    socket.once('data', () => {
      socket.write(answer, () => {
        if (after === 'end') socket.end()
        if (after === 'reset') socket.resetAndDestroy()
      })
    })
  })
}

export async function tlsServer(
  options: TlsOptions,
  onSecure: (socket: TLSSocket) => void = () => {},
): Promise<number> {
  const server = createTlsServer(
    { key: serverCertificate.keyPem, cert: serverCertificate.pem + clusterCa.pem, ...options },
    (socket) => {
      socket.on('error', () => {})
      onSecure(socket)
    },
  )
  server.on('tlsClientError', () => {})
  return listen(server)
}

/** A port that nothing listens on. */
export async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = portOf(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

export function record(type: number, fragment: Uint8Array): Uint8Array {
  return concatBytes(Uint8Array.of(type, 3, 3, fragment.length >> 8, fragment.length & 0xff), fragment)
}

export function message(type: number, body: Uint8Array): Uint8Array {
  return concatBytes(Uint8Array.of(type), vector(3, body))
}

export function vector(prefix: 1 | 2 | 3, body: Uint8Array): Uint8Array {
  const length = [body.length >> 16, (body.length >> 8) & 0xff, body.length & 0xff].slice(3 - prefix)
  return concatBytes(Uint8Array.from(length), body)
}

/** RFC 5246 section 7.4.1.3: TLS 1.2, ECDHE-ECDSA with AES-128-GCM, no extension but renegotiation_info. */
export function tls12ServerHello(): Uint8Array {
  const extensions = vector(2, Uint8Array.of(0xff, 0x01, 0, 1, 0))
  return message(2, concatBytes(Uint8Array.of(3, 3), new Uint8Array(32), Uint8Array.of(0, 0xc0, 0x2b, 0), extensions))
}

export function tls12Certificate(certificates: readonly Uint8Array[]): Uint8Array {
  return message(11, vector(3, concatBytes(...certificates.map((der) => vector(3, der)))))
}

export const serverHelloDone = message(14, new Uint8Array(0))
