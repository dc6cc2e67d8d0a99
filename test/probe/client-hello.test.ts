import { connect } from 'node:net'
import { expect, test } from 'vitest'
import type { HelloOffer } from '../../src/probe/client-hello.ts'
import { handshake } from '../../src/probe/handshake.ts'
import { ByteCursor } from '../../src/probe/wire/byte-cursor.ts'
import { rawServer } from './loopback.ts'

const GO_1_24: HelloOffer = { postQuantum: true, rsaKeyExchange: false }

/** The body of the ClientHello that a server of this name would get, and the length of its record. */
async function helloFor(sni: string | null, offer: HelloOffer = GO_1_24) {
  const { promise, resolve } = Promise.withResolvers<Buffer>()
  const port = await rawServer((socket) => {
    let received = Buffer.alloc(0)
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk])
      if (received.length >= 5 && received.length >= 5 + received.readUInt16BE(3)) resolve(received)
    })
  })
  const stream = connect(port, '127.0.0.1')
  const run = new AbortController()
  const shaking = handshake({
    stream,
    local: '',
    remote: '',
    sni,
    offer,
    limitMs: 5000,
    signal: run.signal,
    clientCertificate: null,
    mayOffer: () => false,
  })
  const bytes = await promise
  run.abort()
  const { clientHello } = (await shaking).exchange()
  return { length: bytes.length, clientHello, ...read(bytes) }
}

function read(bytes: Buffer) {
  const cursor = new ByteCursor(bytes.subarray(9))
  cursor.take(34)
  const session = cursor.vector(1)
  const ciphers = pairs(cursor.vector(2))
  cursor.vector(1)
  const list = new ByteCursor(cursor.vector(2) ?? new Uint8Array(0))
  const extensions = new Map<number, Uint8Array>()
  while (!list.atEnd()) extensions.set(list.uint(2) ?? 0, list.vector(2) ?? new Uint8Array(0))
  const inner = (type: number, prefix: 1 | 2) =>
    new ByteCursor(extensions.get(type) ?? new Uint8Array(0)).vector(prefix)
  return {
    recordVersion: bytes.readUInt16BE(1),
    sessionLength: session?.length,
    ciphers,
    extensions,
    groups: pairs(inner(10, 2)),
    sigalgs: pairs(inner(13, 2)),
    versions: pairs(inner(43, 1)),
    alpn: Buffer.from(inner(16, 2) ?? []).toString('latin1'),
  }
}

function pairs(list: Uint8Array | null): readonly string[] {
  return (
    Buffer.from(list ?? [])
      .toString('hex')
      .match(/.{4}/g) ?? []
  )
}

// The lists are kubectl 1.34.5's (Go 1.24), read off its own hello.
test('the hello offers what Go offers', async () => {
  const hello = await helloFor('api.example')
  expect(hello.recordVersion).toBe(0x0301)
  expect(hello.sessionLength).toBe(32)
  expect(hello.versions).toEqual(['0304', '0303'])
  expect(hello.alpn).toBe('\x02h2\x08http/1.1')
  expect(hello.sigalgs).toEqual('0804 0403 0807 0805 0806 0401 0501 0601 0503 0603 0201 0203'.split(' '))
  // OpenSSL always has the suites of TLS 1.3 first; within each version the order is Go's.
  expect(hello.ciphers).toEqual('1301 1302 1303 c02b c02f c02c c030 cca9 cca8 c009 c013 c00a c014'.split(' '))
  expect(hello.groups.slice(-4)).toEqual(['001d', '0017', '0018', '0019'])
  expect([0, 5, 10, 11, 13, 16, 23, 43, 51, 65281].filter((type) => !hello.extensions.has(type))).toEqual([])
})

test('where OpenSSL knows ML-KEM, both key shares are sent and the hello needs two segments', async () => {
  const { groups, extensions, length } = await helloFor('api.example')
  const shares = extensions.get(51)?.length ?? 0
  const hybrid = groups[0] === '11ec'
  expect(hybrid ? shares : shares + 1220).toBe(1258)
  expect(hybrid ? length > 1460 : length < 400).toBe(true)
})

test('a server without a name gets no SNI', async () => {
  expect((await helloFor(null)).extensions.has(0)).toBe(false)
  expect(Buffer.from((await helloFor('api.example')).extensions.get(0) ?? []).toString('latin1')).toContain(
    'api.example',
  )
})

test('a release without the post-quantum share gets the small hello, one with RSA key exchange its suites', async () => {
  const { groups, length, ciphers } = await helloFor('api.example', { postQuantum: false, rsaKeyExchange: true })
  expect(groups).toEqual(['001d', '0017', '0018', '0019'])
  expect(length).toBeLessThan(400)
  expect(ciphers.slice(-4)).toEqual('009c 009d 002f 0035'.split(' '))
})

test('what was offered stands in the exchange as it went out', async () => {
  const { clientHello, length, ciphers, groups } = await helloFor('api.example', {
    postQuantum: false,
    rsaKeyExchange: false,
  })
  const numbers = (list: readonly string[]) =>
    list.map((number) => Number.parseInt(number, 16)).filter((one) => one !== 0xff)
  expect(clientHello?.bytes).toBe(length)
  expect(clientHello?.sessionId).toMatch(/^[0-9a-f]{64}$/)
  expect(clientHello?.cipherSuites).toEqual(numbers(ciphers))
  expect(clientHello?.groups).toEqual(numbers(groups))
  expect(clientHello?.keyShares).toEqual([0x001d])
})
