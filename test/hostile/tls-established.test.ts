import type { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { concatBytes } from '../../src/lib/bytes.ts'
import { message, rawServer, record, serverCertificate, vector } from '../probe/loopback.ts'
import { type Session, tls13Session } from '../probe/wire/tls13-session.ts'
import { diagnose, type Row } from './doctor.ts'
import { clear, type Script } from './peers.ts'

const ANSWER = Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}')
const TICKET = message(
  4,
  concatBytes(new Uint8Array(8), vector(1, Uint8Array.of(1)), vector(2, Uint8Array.of(1)), Uint8Array.of(0, 0)),
)
const KEY_UPDATE = message(24, Uint8Array.of(0))
const KEY_UPDATE_WANTED = message(24, Uint8Array.of(1))

/** Completes a TLS 1.3 handshake, and says this as soon as the client's Finished has come; at the end it closes. */
function then(answer: (session: Session) => readonly Uint8Array[]): Script {
  return established((stream, session) => {
    for (const one of answer(session)) stream.write(one)
    stream.end()
  })
}

/** The same again and again, as long as anybody takes it. */
function thenEndlessly(unit: (session: Session) => Uint8Array): Script {
  return established((stream, session) => {
    const more = () => {
      while (!stream.destroyed && stream.writable && stream.write(unit(session)));
    }
    stream.on('drain', more)
    more()
  })
}

function established(speak: (stream: Duplex, session: Session) => void): Script {
  return (stream) => {
    let session: Session | null = null
    let heard = 0
    stream.on('data', (chunk: Buffer) => {
      if (session === null) {
        session = tls13Session(chunk)
        stream.write(session.flight)
        return
      }
      heard += chunk.length
      // ChangeCipherSpec and Finished are 6 and 58 octets; what is more is the request.
      if (heard > 80) {
        heard = Number.NEGATIVE_INFINITY
        speak(stream, session)
      }
    })
  }
}

const times = (count: number, one: () => Uint8Array) => Array.from({ length: count }, one)

const updates = (count: number, unit: Uint8Array) => (session: Session) => {
  let { seal } = session
  return times(count, () => {
    const one = seal(22, unit)
    seal = session.update()
    return one
  }).concat(seal(23, ANSWER))
}

const rows: readonly Row<Script>[] = [
  ['a sound answer', then(({ seal }) => [seal(23, ANSWER)]), '0 - | -'],
  [
    'a fatal alert of no known number',
    then(({ seal }) => [seal(21, Uint8Array.of(2, 233))]),
    '1 - | … remote error: tls: alert(233)',
  ],
  [
    'an alert that wants a client certificate',
    then(({ seal }) => [seal(21, Uint8Array.of(2, 116))]),
    '1 client-certificate-required | … remote error: tls: certificate required',
  ],
  [
    'close_notify instead of an answer',
    then(({ seal }) => [seal(21, Uint8Array.of(1, 0))]),
    '1 connection-closed | … EOF',
  ],
  [
    '2000 warnings',
    then(({ seal }) => times(2000, () => seal(21, Uint8Array.of(1, 90)))),
    '1 - | … ERR_SSL_TOO_MANY_WARN_ALERTS',
  ],
  [
    'an alert in the clear',
    then(() => [record(21, Uint8Array.of(2, 40))]),
    '1 - | … remote error: tls: handshake failure',
  ],
  ['plain text', then(() => [Buffer.from('HTTP/1.1 200 OK\r\n\r\n')]), '1 - | … ERR_SSL_BAD_RECORD_TYPE'],
  [
    'a record that does not open',
    then(() => [record(23, new Uint8Array(100))]),
    '1 - | … ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
  ],
  [
    '2000 empty records',
    then(({ seal }) => times(2000, () => seal(23, new Uint8Array(0)))),
    '1 - | … ERR_SSL_RECORD_TOO_SMALL',
  ],
  [
    '500 tickets, and the answer',
    then(({ seal }) => [...times(500, () => seal(22, TICKET)), seal(23, ANSWER)]),
    '0 - | -',
  ],
  ['tickets without end', thenEndlessly(({ seal }) => seal(22, TICKET)), '3 - | -', '--timeout=1s'],
  [
    'a ticket that is none',
    then(({ seal }) => [seal(22, message(4, new Uint8Array(3)))]),
    '1 - | … ERR_SSL_LENGTH_MISMATCH',
  ],
  ['two updates of the keys, and the answer', then(updates(2, KEY_UPDATE)), '0 - | -'],
  ['updates of the keys that want one back', then(updates(2, KEY_UPDATE_WANTED)), '0 - | -'],
  ['2000 updates of the keys', then(updates(2000, KEY_UPDATE)), '0 - | -'],
  [
    'an update of the keys of a third kind',
    then(({ seal }) => [seal(22, message(24, Uint8Array.of(2)))]),
    '1 - | … ERR_SSL_BAD_KEY_UPDATE',
  ],
  [
    'a second handshake',
    then(({ seal }) => [seal(22, message(2, new Uint8Array(40)))]),
    '1 - | … ERR_SSL_UNEXPECTED_MESSAGE',
  ],
  [
    'a request to begin anew',
    then(({ seal }) => [seal(22, message(0, new Uint8Array(0)))]),
    '1 - | … ERR_SSL_UNEXPECTED_MESSAGE',
  ],
  [
    'a late request for a client certificate',
    then(({ seal }) => [seal(22, message(13, Uint8Array.of(0, 0, 0)))]),
    '1 - | … ERR_SSL_UNEXPECTED_MESSAGE',
  ],
  [
    'a message of 16 MiB',
    then(({ seal }) => [
      seal(22, Uint8Array.of(11, 0xff, 0xff, 0xff)),
      ...times(1000, () => seal(22, new Uint8Array(16_000))),
    ]),
    '1 - | … ERR_SSL_UNEXPECTED_MESSAGE',
  ],
]

describe('servers that fail behind a sound TLS 1.3 handshake', () => {
  for (const [title, peer, expected, ...args] of rows) {
    test(title, async () => {
      const port = await clear(peer)
      expect(await diagnose({ server: `https://127.0.0.1:${port}`, args })).toBe(expected)
    })
  }

  test('TLS 1.2: a renegotiation instead of an answer', async () => {
    const port = await rawServer((connection) => {
      const stream = new TLSSocket(connection, {
        isServer: true,
        key: serverCertificate.keyPem,
        cert: serverCertificate.pem,
        maxVersion: 'TLSv1.2',
      })
      stream.on('error', () => connection.destroy())
      stream.once('data', () => stream.renegotiate({}, () => {}))
    })
    expect(await diagnose({ server: `https://127.0.0.1:${port}`, args: ['--timeout=2s'] })).toBe('3 - | -')
  })
})
