import { expect, test } from 'vitest'
import { toBase64 } from '../../../src/lib/bytes.ts'
import { ServerFlight } from '../../../src/probe/wire/server-flight.ts'
import { exchangeAt } from '../exchange-at.ts'
import { clusterCa, message, record, serverHelloDone, tls12Certificate, tls12ServerHello, vector } from '../loopback.ts'
import { encryptedExtensions, tls13Certificate, tls13Server } from './tls13-server.ts'

test('TLS 1.3: what is no certificate is kept although OpenSSL gives up on it', async () => {
  const garbage = new TextEncoder().encode('this is no certificate')
  const exchange = await exchangeAt(
    await tls13Server([encryptedExtensions, tls13Certificate([garbage, clusterCa.der])]),
  )
  expect(exchange.end.kind).toBe('stack-gave-up')
  expect(exchange.certificates).toEqual([toBase64(garbage), toBase64(clusterCa.der)])
  expect(exchange.messages.map(({ type }) => type)).toEqual([2, 8, 11])
})

test('TLS 1.3: trailing data after a certificate is part of what was presented', async () => {
  const trailing = new Uint8Array([...clusterCa.der, 0, 1, 2])
  const exchange = await exchangeAt(await tls13Server([encryptedExtensions, tls13Certificate([trailing])]))
  expect(exchange.certificates).toEqual([toBase64(trailing)])
})

test('TLS 1.3: an alert within the encrypted handshake is read', async () => {
  const exchange = await exchangeAt(await tls13Server([encryptedExtensions], 80))
  expect(exchange.end).toEqual({ kind: 'alert' })
  expect(exchange.alerts).toEqual([{ level: 'fatal', description: 80, phase: 'handshake' }])
})

test('TLS 1.3: a Certificate message that does not add up is no chain, but is kept', async () => {
  const broken = message(11, vector(1, new Uint8Array(0)))
  const exchange = await exchangeAt(await tls13Server([encryptedExtensions, broken]))
  expect(exchange.certificates).toBeNull()
  expect(exchange.messages.map(({ type }) => type)).toEqual([2, 8, 11])
})

test('records after ChangeCipherSpec are encrypted in TLS 1.2 and not taken for messages', () => {
  const flight = new ServerFlight()
  flight.received(record(22, tls12ServerHello()))
  flight.received(record(20, Uint8Array.of(1)))
  flight.received(record(22, tls12Certificate([clusterCa.der])))
  flight.received(record(21, Uint8Array.of(2, 40)))
  expect(flight.wire()).toMatchObject({ certificates: null, alerts: [] })
})

test('session tickets, which would let their holder in, are not kept', () => {
  const flight = new ServerFlight()
  flight.received(record(22, tls12ServerHello()))
  flight.received(record(22, serverHelloDone))
  flight.received(record(22, message(4, new Uint8Array(40).fill(5))))
  expect(flight.wire().messages.map(({ type }) => type)).toEqual([2, 14])
})

test('a session ticket where none may come is of no session, and a message like any other', () => {
  const flight = new ServerFlight()
  flight.received(record(22, tls12ServerHello()))
  flight.received(record(22, message(4, new Uint8Array(6))))
  expect(flight.wire().messages.map(({ type }) => type)).toEqual([2, 4])
})

test('a peer that floods is read no further than the bounds', () => {
  const flight = new ServerFlight()
  const chunk = record(22, new Uint8Array(16_000).fill(1))
  for (let i = 0; i < 500; i++) flight.received(chunk)
  const kept = flight.wire().messages.reduce((sum, { bytes }) => sum + bytes.length, 0)
  expect(kept).toBeLessThan(2 * 1024 * 1024)
  for (let i = 0; i < 100; i++) flight.received(record(21, Uint8Array.of(1, 90)))
  expect(flight.wire().alerts).toHaveLength(16)
})
