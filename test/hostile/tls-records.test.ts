import { describe, expect, test } from 'vitest'
import { concatBytes } from '../../src/lib/bytes.ts'
import { record, tls12ServerHello } from '../probe/loopback.ts'
import { diagnose, type Row } from './doctor.ts'
import { clear, endless, type Script, says, trickles } from './peers.ts'
import { KILOBYTE, NOTHING } from './tls-bytes.ts'

const alert = (level: number, description: number) => record(21, Uint8Array.of(level, description))
const CHANGE = record(20, Uint8Array.of(1))

const echoes: Script = (stream) => {
  stream.on('data', (chunk: Buffer) => stream.write(chunk))
}

const rows: readonly Row<Script>[] = [
  [
    'an SSH server',
    says('SSH-2.0-OpenSSH_9.6\r\n', 'end'),
    '1 not-tls | … tls: first record does not look like a TLS handshake',
  ],
  [
    'a mail server',
    says('220 mail.example ESMTP\r\n', 'end'),
    '1 not-tls | … tls: first record does not look like a TLS handshake',
  ],
  [
    'a web server',
    says('HTTP/1.1 400 Bad Request\r\n\r\n', 'end'),
    '1 plain-http-port | … http: server gave HTTP response to HTTPS client',
  ],
  ['a database that takes no TLS', says('N', 'end'), '1 not-tls connection-closed | … unexpected EOF'],
  [
    'a database that greets',
    says(Uint8Array.of(0x4a, 0, 0, 0, 10, 0x38, 0x2e, 0x30, 0), 'end'),
    '1 not-tls | … tls: first record does not look like a TLS handshake',
  ],
  ['a SOCKS server', says(Uint8Array.of(5, 0xff), 'end'), '1 not-tls connection-closed | … unexpected EOF'],
  [
    'an HTTP/2 server in the clear',
    says(Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 0, 0), 'end'),
    '1 not-tls | … tls: first record does not look like a TLS handshake',
  ],
  [
    'a terminal escape',
    says('\x1b]0;owned\x07\x1b[2J', 'end'),
    '1 not-tls | … tls: first record does not look like a TLS handshake',
  ],
  [
    'NUL bytes without end',
    endless('', new Uint8Array(1000)),
    '1 not-tls | … tls: first record does not look like a TLS handshake',
  ],
  ['text without end', endless('', 'hello '), '1 not-tls | … tls: first record does not look like a TLS handshake'],
  [
    'our own hello sent back',
    echoes,
    '1 - | … tls: received unexpected handshake message of type *tls.clientHelloMsg when waiting for *tls.serverHelloMsg',
  ],
  ['the end', says('', 'end'), '1 connection-closed | … EOF'],
  ['a reset', says('', 'reset'), '1 connection-reset | … read tcp THERE->HERE: read: connection reset by peer'],
  ['silence', says(''), '3 - | -', '--timeout=1s'],
  ['one byte, and silence', says(Uint8Array.of(22)), '3 - | -', '--timeout=1s'],
  [
    'a record of a byte at a time, without end',
    trickles(record(22, new Uint8Array(16_000)), 5),
    '3 - | -',
    '--timeout=1s',
  ],
  ['silence behind the ServerHello', says(record(22, tls12ServerHello())), '3 - | -', '--timeout=1s'],
  ['the end behind the ServerHello', says(record(22, tls12ServerHello()), 'end'), '1 connection-closed | … EOF'],
  [
    'a reset behind the ServerHello',
    says(record(22, tls12ServerHello()), 'reset'),
    '1 connection-reset | … read tcp THERE->HERE: read: connection reset by peer',
  ],
  [
    'a record longer than any may be',
    endless(Uint8Array.of(22, 3, 3, 0xff, 0xff), KILOBYTE),
    '1 - | … tls: oversized record received with length 65535',
  ],
  [
    'a record that is announced and never comes',
    says(Uint8Array.of(22, 3, 3, 0x40, 0), 'end'),
    '1 connection-closed | … unexpected EOF',
  ],
  ['empty records without end', endless('', record(22, NOTHING)), '1 - | … local error: tls: unexpected message'],
  ['empty alerts without end', endless('', record(21, NOTHING)), '1 - | … local error: tls: unexpected message'],
  [
    'a record of no known type',
    says(record(99, KILOBYTE), 'end'),
    '1 not-tls | … tls: first record does not look like a TLS handshake',
  ],
  [
    'application data at once, without end',
    endless('', record(23, KILOBYTE)),
    '1 not-tls | … tls: first record does not look like a TLS handshake',
  ],
  [
    'ChangeCipherSpec without end',
    endless('', CHANGE),
    '1 not-tls | … tls: first record does not look like a TLS handshake',
  ],
  [
    'ChangeCipherSpec without end behind the ServerHello',
    endless(record(22, tls12ServerHello()), CHANGE),
    '1 - | … local error: tls: unexpected message',
  ],
  ['warnings without end', endless('', alert(1, 112)), '1 - | … tls: too many ignored records'],
  [
    'warnings without end behind the ServerHello',
    endless(record(22, tls12ServerHello()), alert(1, 112)),
    '1 - | … tls: too many ignored records',
  ],
  ['an alert of no known number', says(alert(2, 255), 'end'), '1 server-sent-alert | … remote error: tls: alert(255)'],
  [
    'an alert of no known level',
    says(alert(77, 40), 'end'),
    '1 no-common-tls-parameters | … local error: tls: unexpected message',
  ],
  ['close_notify at once', says(alert(1, 0), 'end'), '1 connection-closed | … EOF'],
  [
    'an alert cut in two',
    says(concatBytes(record(21, Uint8Array.of(2)), record(21, Uint8Array.of(40))), 'end'),
    '1 - | … local error: tls: unexpected message',
  ],
]

describe('servers whose records are no TLS, or too much of it', () => {
  for (const [title, peer, expected, ...args] of rows) {
    test(title, async () => {
      const port = await clear(peer)
      expect(await diagnose({ server: `https://127.0.0.1:${port}`, args })).toBe(expected)
    })
  }
})
