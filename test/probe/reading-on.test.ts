import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { concatBytes } from '../../src/lib/bytes.ts'
import type { TlsExchange } from '../../src/transcript/transcript.ts'
import { exchangeAt } from './exchange-at.ts'
import {
  message,
  rawServer,
  record,
  serverCertificate,
  tls12Certificate,
  tls12ServerHello,
  tlsServer,
} from './loopback.ts'
import { encryptedExtensions, tls13Answer, tls13Server } from './wire/tls13-server.ts'

const warning = record(21, Uint8Array.of(1, 112))
/** OpenSSL gives up at the fifth warning in a row. */
const fiveWarnings = concatBytes(...Array<Uint8Array>(5).fill(warning))
const WARNED = { type: 21, version: 0x0303, length: 2, content: '0170', messages: 0 }

describe('where our own stack gives up, the wire is read on', () => {
  test('until the peer ends the connection', async () => {
    const exchange = await exchangeWith((socket) => socket.end(fiveWarnings))
    expect(exchange.end).toEqual({ kind: 'stack-gave-up', reason: 'ERR_SSL_TOO_MANY_WARN_ALERTS' })
    expect(exchange.trail).toEqual({
      records: Array(5).fill(WARNED),
      rest: null,
      unfinished: '',
      afterwards: 'closed',
    })
  })

  test('and what it sends meanwhile is read', async () => {
    const certificate = tls12Certificate([serverCertificate.der])
    const exchange = await exchangeWith((socket) => {
      socket.write(fiveWarnings)
      setImmediate(() => socket.end(concatBytes(record(22, tls12ServerHello()), record(22, certificate))))
    })
    expect(exchange.messages.map(({ type }) => type)).toEqual([2, 11])
    expect(exchange.trail?.records.slice(5)).toEqual([
      { type: 22, version: 0x0303, length: tls12ServerHello().length, messages: 1 },
      { type: 22, version: 0x0303, length: certificate.length, messages: 2 },
    ])
  })

  test('a peer that is silent is not waited for, and only then told of our complaint', async () => {
    const { promise, resolve } = Promise.withResolvers<Buffer>()
    const exchange = await exchangeWith((socket) => {
      const received: Buffer[] = []
      socket.on('data', (chunk: Buffer) => received.push(chunk))
      socket.once('close', () => resolve(Buffer.concat(received)))
      socket.write(fiveWarnings)
    })
    expect(exchange.trail?.afterwards).toBe('silent')
    expect((await promise).toString('hex')).toBe('1503010002020a')
  })

  test('a peer that goes on and on is left', async () => {
    const exchange = await exchangeWith((socket) => {
      const more = record(22, message(99, new Uint8Array(16_000)))
      const talk = () => {
        while (!socket.destroyed && socket.write(more));
      }
      socket.on('drain', talk)
      socket.write(fiveWarnings)
      talk()
    })
    expect(exchange.trail?.afterwards).toBe('talking')
    expect(exchange.trail?.records.length).toBeLessThanOrEqual(256)
  })

  test('what is no TLS is not waited for', async () => {
    const exchange = await exchangeWith((socket) => socket.write('SSH-2.0-OpenSSH_9.9\r\n'))
    expect(exchange.end.kind).toBe('stack-gave-up')
    expect(exchange.trail).toEqual({ records: [], rest: { head: '5353482d32', bytes: 21 }, unfinished: '' })
  })
})

describe('how a server framed its handshake', () => {
  test('is no news where it is as ever', async () => {
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      const exchange = await exchangeAt(await tlsServer({ maxVersion }))
      expect(exchange.end).toEqual({ kind: 'established' })
      expect(exchange).not.toHaveProperty('trail')
    }
  })

  test('is kept with what is inside of sealed records', async () => {
    const exchange = await exchangeAt(await tls13Server([encryptedExtensions], 80))
    expect(exchange.end).toEqual({ kind: 'alert' })
    expect(exchange.trail?.records.slice(1)).toEqual([
      { type: 23, version: 0x0303, length: 26, inner: { type: 22, length: 6 }, messages: 2 },
      { type: 23, version: 0x0303, length: 22, inner: { type: 21, length: 2 }, content: '0250', messages: 2 },
    ])
  })

  test('and so is that one did not open', async () => {
    const damaged = (sealed: Uint8Array) => sealed.map((octet, i) => (i === 8 ? octet ^ 1 : octet))
    const exchange = await exchangeWith((socket, hello) =>
      socket.end(concatBytes(...tls13Answer(hello, (seal) => [damaged(seal(22, encryptedExtensions))]))),
    )
    expect(exchange.trail?.records[1]).toEqual({ type: 23, version: 0x0303, length: 26, locked: true })
  })

  test('with the beginning of what did not come whole', async () => {
    const hello = record(22, tls12ServerHello())
    const exchange = await exchangeWith((socket) =>
      socket.end(concatBytes(hello, record(22, Uint8Array.of(11, 1, 2, 3)), Uint8Array.of(22, 3, 3, 0, 9, 1))),
    )
    expect(exchange.trail?.unfinished).toBe('0b010203')
    expect(exchange.trail?.rest).toEqual({ head: '1603030009', bytes: 6 })
  })
})

async function exchangeWith(
  answer: (socket: Socket, clientHello: Buffer) => void,
  signal = new AbortController().signal,
): Promise<TlsExchange> {
  const port = await rawServer((socket) => {
    socket.once('data', (clientHello: Buffer) => answer(socket, clientHello))
  })
  return exchangeAt(port, signal)
}
