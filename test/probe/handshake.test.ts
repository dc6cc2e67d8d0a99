import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { concatBytes, toBase64, toHex } from '../../src/lib/bytes.ts'
import { DerReader } from '../../src/lib/der.ts'
import { type HandshakeRequest, handshake } from '../../src/probe/handshake.ts'
import type { TlsExchange } from '../../src/transcript/transcript.ts'
import {
  clientCertificate,
  clusterCa,
  otherCa,
  rawServer,
  record,
  scriptedServer,
  serverCertificate,
  serverChain,
  serverHelloDone,
  tls12Certificate,
  tls12ServerHello,
  tlsServer,
} from './loopback.ts'

const client = { cert: clientCertificate.pem, key: clientCertificate.keyPem }

async function shake(port: number, request: Partial<HandshakeRequest> = {}) {
  const stream = connect(port, '127.0.0.1')
  await new Promise((resolve) => stream.once('connect', resolve))
  stream.on('error', () => {})
  const shaken = await handshake({
    stream,
    local: '127.0.0.1:1',
    remote: `127.0.0.1:${port}`,
    sni: 'api.example',
    offer: { postQuantum: true, rsaKeyExchange: false },
    limitMs: 5000,
    signal: new AbortController().signal,
    clientCertificate: null,
    mayOffer: () => false,
    ...request,
  })
  return shaken
}

async function exchangeWith(port: number, request: Partial<HandshakeRequest> = {}): Promise<TlsExchange> {
  const shaken = await shake(port, request)
  shaken.socket?.destroy()
  return shaken.exchange()
}

/** Extra, out of order, twice: what servers send and `getPeerCertificate` hides. */
const oddChain = [serverCertificate, otherCa, clusterCa, otherCa, serverCertificate]
const oddDers = oddChain.map((certificate) => toBase64(certificate.der))
const oddPem = oddChain.map((certificate) => certificate.pem).join('')

for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
  const only = { minVersion: version, maxVersion: version }

  test(`${version}: the presented chain is kept byte for byte, extra, reordered and repeated certificates included`, async () => {
    const exchange = await exchangeWith(await tlsServer({ ...only, cert: oddPem }))
    expect(exchange.end).toEqual({ kind: 'established' })
    expect(exchange.certificates).toEqual(oddDers)
    expect(exchange.serverHello?.version).toBe(version === 'TLSv1.3' ? 0x0304 : 0x0303)
    expect(exchange.certificateRequest).toBeNull()
    expect(exchange.messages[0]?.type).toBe(2)
    expect(exchange.firstBytes.slice(0, 4)).toBe('1603')
    expect(exchange.alerts).toEqual([])
  })

  test(`${version}: the authorities of a certificate request are its names in DER`, async () => {
    const port = await tlsServer({
      ...only,
      ca: [clusterCa.pem, otherCa.pem],
      requestCert: true,
      rejectUnauthorized: false,
    })
    const exchange = await exchangeWith(port)
    expect(exchange.certificateRequest?.authorities).toEqual([subject(clusterCa.der), subject(otherCa.der)])
  })

  test(`${version}: a peer that may not be given the client certificate sees the connection end before it`, async () => {
    let secured = 0
    const server = { ...only, ca: clusterCa.pem, requestCert: true, rejectUnauthorized: false }
    const port = await tlsServer(server, () => secured++)
    const presented: TlsExchange[] = []
    const exchange = await exchangeWith(port, {
      clientCertificate: client,
      mayOffer: (seen) => {
        presented.push(seen)
        return false
      },
    })
    expect(exchange.end).toEqual({ kind: 'stack-gave-up', reason: 'credentials-withheld' })
    expect(exchange.certificates).toEqual(serverChain)
    expect(presented.map((seen) => seen.certificates)).toEqual([serverChain])
    expect(secured).toBe(0)
  })

  test(`${version}: an accepted peer gets the client certificate`, async () => {
    const { promise, resolve } = Promise.withResolvers<string | undefined>()
    const server = { ...only, ca: clusterCa.pem, requestCert: true, rejectUnauthorized: true }
    const port = await tlsServer(server, (socket) => {
      const { CN } = socket.getPeerCertificate().subject
      resolve(typeof CN === 'string' ? CN : undefined)
    })
    const shaken = await shake(port, { clientCertificate: client, mayOffer: () => true })
    expect(await promise).toBe('jane')
    expect(shaken.exchange().end).toEqual({ kind: 'established' })
    shaken.socket?.destroy()
  })
}

test('TLS 1.2: a server that insists on a client certificate ends the handshake by an alert', async () => {
  const server = { maxVersion: 'TLSv1.2', ca: clusterCa.pem, requestCert: true, rejectUnauthorized: true } as const
  const exchange = await exchangeWith(await tlsServer(server))
  expect(exchange.end).toEqual({ kind: 'alert' })
  expect(exchange.alerts).toEqual([{ level: 'fatal', description: 40, phase: 'handshake' }])
  expect(exchange.certificates).toEqual(serverChain)
})

test('TLS 1.3: the same server completes the handshake and sends its alert afterwards', async () => {
  const server = { minVersion: 'TLSv1.3', ca: clusterCa.pem, requestCert: true, rejectUnauthorized: true } as const
  const shaken = await shake(await tlsServer(server))
  await new Promise((resolve) => shaken.socket?.resume().once('error', resolve))
  expect(shaken.exchange().end).toEqual({ kind: 'established' })
  expect(shaken.exchange().alerts).toEqual([{ level: 'fatal', description: 116, phase: 'after' }])
  expect(shaken.laterAlert()).toBe(116)
})

test('what was negotiated is named as Go and IANA name it', async () => {
  const port = await tlsServer({ ALPNProtocols: ['h2'], ecdhCurve: 'X25519', minVersion: 'TLSv1.3' })
  const exchange = await exchangeWith(port)
  expect(exchange.negotiated).toEqual({
    version: 'TLSv1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
    group: 'X25519',
    alpn: 'h2',
  })
})

test('every TLS 1.3 suite that Go offers is read', async () => {
  for (const [suite, number] of [
    ['TLS_AES_128_GCM_SHA256', 0x1301],
    ['TLS_AES_256_GCM_SHA384', 0x1302],
    ['TLS_CHACHA20_POLY1305_SHA256', 0x1303],
  ] as const) {
    const exchange = await exchangeWith(await tlsServer({ ciphers: suite, minVersion: 'TLSv1.3' }))
    expect(exchange.serverHello?.cipherSuite).toBe(number)
    expect(exchange.certificates).toEqual(serverChain)
  }
})

test('a HelloRetryRequest is recognised and the chain after it is read', async () => {
  const exchange = await exchangeWith(await tlsServer({ ecdhCurve: 'P-384', minVersion: 'TLSv1.3' }))
  expect(exchange.serverHello?.helloRetryRequest).toBe(true)
  expect(exchange.negotiated?.group).toBe('P-384')
  expect(exchange.certificates).toEqual(serverChain)
})

test('no SNI is sent without a name', async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>()
  const port = await tlsServer({}, (socket) => resolve((socket as { servername?: unknown }).servername))
  const shaken = await shake(port, { sni: null })
  expect(await promise).toBe(false)
  expect(shaken.exchange().sni).toBeNull()
  shaken.socket?.destroy()
})

test('a certificate that is none is kept although OpenSSL gives up on it', async () => {
  const garbage = new TextEncoder().encode('this is no certificate')
  const flight = concatBytes(tls12ServerHello(), tls12Certificate([garbage, serverCertificate.der]), serverHelloDone)
  const exchange = await exchangeWith(await scriptedServer(record(22, flight)))
  expect(exchange.end.kind).toBe('stack-gave-up')
  expect(exchange.certificates).toEqual([toBase64(garbage), toBase64(serverCertificate.der)])
  expect(exchange.messages.map(({ type }) => type)).toEqual([2, 11, 14])
})

test('an empty Certificate message is an empty chain, not none', async () => {
  const flight = concatBytes(tls12ServerHello(), tls12Certificate([]), serverHelloDone)
  const exchange = await exchangeWith(await scriptedServer(record(22, flight)))
  expect(exchange.certificates).toEqual([])
})

test('a Certificate message cut into many records and segments is put together', async () => {
  const flight = concatBytes(
    tls12ServerHello(),
    tls12Certificate([serverCertificate.der, clusterCa.der]),
    serverHelloDone,
  )
  const records = Array.from({ length: Math.ceil(flight.length / 100) }, (_, i) =>
    record(22, flight.subarray(i * 100, i * 100 + 100)),
  )
  const port = await rawServer((socket) => {
    socket.setNoDelay(true)
    socket.once('data', () => {
      const bytes = concatBytes(...records)
      for (let at = 0; at < bytes.length; at += 37) socket.write(bytes.subarray(at, at + 37))
      socket.end()
    })
  })
  const exchange = await exchangeWith(port)
  expect(exchange.certificates).toEqual([toBase64(serverCertificate.der), toBase64(clusterCa.der)])
})

test('a fatal alert instead of a ServerHello is the end', async () => {
  const exchange = await exchangeWith(await scriptedServer(record(21, Uint8Array.of(2, 70)), 'end'))
  expect(exchange.end).toEqual({ kind: 'alert' })
  expect(exchange.alerts).toEqual([{ level: 'fatal', description: 70, phase: 'handshake' }])
  expect(exchange.serverHello).toBeNull()
})

test('a warning and then the end of the connection is a closed connection', async () => {
  const exchange = await exchangeWith(await scriptedServer(record(21, Uint8Array.of(1, 0)), 'end'))
  expect(exchange.end).toEqual({ kind: 'closed', midRecord: false })
  expect(exchange.alerts).toEqual([{ level: 'warning', description: 0, phase: 'handshake' }])
})

test('plain HTTP on the port: the first bytes are kept', async () => {
  const exchange = await exchangeWith(await scriptedServer('HTTP/1.1 400 Bad Request\r\n\r\n', 'end'))
  expect(exchange.end.kind).toBe('stack-gave-up')
  expect(Buffer.from(exchange.firstBytes, 'hex').toString()).toBe('HTTP/1.1 400 Bad Request\r\n\r\n')
  expect(exchange.certificates).toBeNull()
})

test('a peer that closes without a word', async () => {
  const exchange = await exchangeWith(await scriptedServer('', 'end'))
  expect(exchange.end).toEqual({ kind: 'closed', midRecord: false })
  expect(exchange.bytesReceived).toBe(0)
})

test('a peer that closes inside a record', async () => {
  const whole = record(22, tls12ServerHello())
  const exchange = await exchangeWith(await scriptedServer(whole.subarray(0, 20), 'end'))
  expect(exchange.end).toEqual({ kind: 'closed', midRecord: true })
  expect(exchange.firstBytes).toBe(toHex(whole.subarray(0, 20)))
})

test('a peer that resets the connection', async () => {
  const exchange = await exchangeWith(await scriptedServer('', 'reset'))
  expect(exchange.end).toEqual({ kind: 'reset', syscall: 'read' })
})

test('silence ends with the bound', async () => {
  const exchange = await exchangeWith(await rawServer(() => {}), { limitMs: 50 })
  expect(exchange.end).toEqual({ kind: 'timeout', afterMs: 50 })
})

test('the end of the run ends it at once and keeps what came', async () => {
  const run = new AbortController()
  const port = await rawServer((socket) => {
    socket.once('data', () => socket.write(record(22, tls12ServerHello()), () => setImmediate(() => run.abort())))
  })
  const exchange = await exchangeWith(port, { signal: run.signal, limitMs: 60_000 })
  expect(exchange.end).toEqual({ kind: 'cut-off' })
})

test('a certificate and a key that do not belong together are no reason to throw', async () => {
  const mixed = { cert: clientCertificate.pem, key: serverCertificate.keyPem }
  const exchange = await exchangeWith(await tlsServer({}), { clientCertificate: mixed, mayOffer: () => true })
  expect(exchange.end).toEqual({ kind: 'stack-gave-up', reason: 'ERR_OSSL_X509_KEY_VALUES_MISMATCH' })
})

/** The issued certificates' subject, which is also their issuer's name. */
function subject(der: Uint8Array): string {
  const tbs = new DerReader(der).enter(0x30)?.enter(0x30)
  const members = Array.from({ length: 6 }, () => tbs?.any() ?? null)
  return toBase64(members[5]?.raw ?? new Uint8Array(0))
}
