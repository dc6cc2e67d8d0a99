import { describe, expect, test } from 'vitest'
import { concatBytes } from '../../src/lib/bytes.ts'
import { HRR_RANDOM, SUPPORTED_13, serverHello } from '../go/server-hello-builder.ts'
import {
  message,
  record,
  serverCertificate,
  serverHelloDone,
  tls12Certificate,
  tls12ServerHello,
  vector,
} from '../probe/loopback.ts'
import { diagnose, type Row } from './doctor.ts'
import { clear, endless, type Script, says } from './peers.ts'
import { announces, CHAIN, handshakes, KILOBYTE, NOTHING } from './tls-bytes.ts'

/** Answers every hello with a request for another one. */
const retries: Script = (stream) => {
  stream.on('data', (hello: Buffer) => {
    const sessionId = hello.subarray(44, 44 + (hello[43] ?? 0))
    const extensions = [SUPPORTED_13, [51, [0, 0x17]]] as const
    stream.write(record(22, serverHello({ random: HRR_RANDOM, sessionId, suite: 0x1301, extensions })))
  })
}

const rows: readonly Row<Script>[] = [
  [
    'HelloRequest without end',
    endless('', record(22, message(0, NOTHING))),
    '1 - | … tls: received unexpected handshake message of type *tls.helloRequestMsg when waiting for *tls.serverHelloMsg',
    '--timeout=1s',
  ],
  [
    'a message of 16 MiB at once',
    endless(record(22, announces(2, 0xffffff)), record(22, KILOBYTE)),
    '1 - | … tls: handshake message of length 16777215 bytes exceeds maximum of 65536 bytes',
  ],
  [
    'a Certificate of 16 MiB',
    endless(handshakes(tls12ServerHello(), announces(11, 0xffffff)), record(22, KILOBYTE)),
    '1 - | … tls: handshake message of length 16777215 bytes exceeds maximum of 262144 bytes',
  ],
  [
    'a Certificate of 16 MiB, a byte a record',
    endless(handshakes(tls12ServerHello(), announces(11, 0xffffff)), record(22, Uint8Array.of(1))),
    '1 - | … tls: handshake message of length 16777215 bytes exceeds maximum of 262144 bytes',
  ],
  [
    'a Certificate of the most that Go takes, a byte a record',
    endless(handshakes(tls12ServerHello(), announces(11, 262_144)), record(22, Uint8Array.of(0))),
    '3 - | -',
  ],
  [
    'ServerHello without end',
    endless('', record(22, tls12ServerHello())),
    '1 - | … tls: received unexpected handshake message of type *tls.serverHelloMsg when waiting for *tls.certificateMsg',
  ],
  [
    'messages of no known type without end',
    endless(record(22, tls12ServerHello()), record(22, message(99, KILOBYTE))),
    '1 - | … local error: tls: unexpected message',
  ],
  [
    'tickets before any Finished, without end',
    endless(record(22, tls12ServerHello()), record(22, message(4, KILOBYTE))),
    '1 - | … local error: tls: error decoding message',
  ],
  [
    '10 000 certificates of a byte',
    says(
      handshakes(tls12ServerHello(), tls12Certificate(Array(10_000).fill(Uint8Array.of(1))), serverHelloDone),
      'end',
    ),
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: malformed certificate',
  ],
  [
    '10 000 certificates',
    says(handshakes(tls12ServerHello(), tls12Certificate(Array(10_000).fill(KILOBYTE)), serverHelloDone), 'end'),
    '1 - | … tls: handshake message of length 10030003 bytes exceeds maximum of 262144 bytes',
  ],
  [
    'as many certificates as Go takes',
    says(
      handshakes(tls12ServerHello(), tls12Certificate(Array(400).fill(serverCertificate.der)), serverHelloDone),
      'end',
    ),
    '1 - | … tls: missing ServerKeyExchange message',
  ],
  [
    'no certificate',
    says(handshakes(tls12ServerHello(), tls12Certificate([]), serverHelloDone), 'end'),
    '1 - | … tls: received unexpected handshake message of type *tls.certificateMsg when waiting for *tls.certificateMsg',
  ],
  [
    'a certificate of no byte',
    says(handshakes(tls12ServerHello(), tls12Certificate([NOTHING]), serverHelloDone), 'end'),
    '1 - | … local error: tls: error decoding message',
  ],
  [
    'a list of certificates longer than its message',
    says(handshakes(tls12ServerHello(), message(11, Uint8Array.of(0, 1, 0, 0, 0, 9, 1)), serverHelloDone), 'end'),
    '1 - | … local error: tls: error decoding message',
  ],
  [
    'a second Certificate',
    says(handshakes(tls12ServerHello(), CHAIN, CHAIN, serverHelloDone), 'end'),
    '1 - | … tls: received unexpected handshake message of type *tls.certificateMsg when waiting for *tls.serverHelloDoneMsg',
  ],
  [
    'a second ServerHello',
    says(handshakes(tls12ServerHello(), tls12ServerHello()), 'end'),
    '1 - | … tls: received unexpected handshake message of type *tls.serverHelloMsg when waiting for *tls.certificateMsg',
  ],
  [
    'a request for 64 KiB of authorities',
    says(
      handshakes(
        tls12ServerHello(),
        CHAIN,
        message(
          13,
          concatBytes(
            Uint8Array.of(1, 1, 0, 2, 4, 3),
            vector(2, concatBytes(...Array<Uint8Array>(65).fill(vector(2, new Uint8Array(998))))),
          ),
        ),
        serverHelloDone,
      ),
      'end',
    ),
    '1 - | … tls: missing ServerKeyExchange message',
  ],
  [
    'an OCSP answer that is none',
    says(
      handshakes(
        tls12ServerHello(),
        CHAIN,
        message(22, concatBytes(Uint8Array.of(1), vector(3, KILOBYTE))),
        serverHelloDone,
      ),
      'end',
    ),
    '1 - | … tls: received unexpected CertificateStatus message',
  ],
  [
    'a key of a curve that nobody offered',
    says(
      handshakes(
        tls12ServerHello(),
        CHAIN,
        message(12, concatBytes(Uint8Array.of(3, 0, 1, 50), new Uint8Array(50))),
        serverHelloDone,
      ),
      'end',
    ),
    '1 - | … tls: server selected unoffered curve',
  ],
  [
    'a suite that nobody offered',
    says(record(22, serverHello({ suite: 0x0001 })), 'end'),
    '1 - | … tls: server chose an unconfigured cipher suite',
  ],
  [
    'a version that nobody offered',
    says(record(22, serverHello({ legacyVersion: 0x0301 })), 'end'),
    '1 tls-version-too-old | … tls: server selected unsupported protocol version 301',
  ],
  [
    'SSL 3',
    says(record(22, serverHello({ legacyVersion: 0x0300 })), 'end'),
    '1 tls-version-too-old | … tls: server selected unsupported protocol version 300',
  ],
  [
    'a version that does not exist',
    says(record(22, serverHello({ extensions: [[43, [0x7f, 0x1c]]] })), 'end'),
    '1 - | … tls: server selected unsupported protocol version 7f1c',
  ],
  [
    'an extension that nobody offered',
    says(handshakes(serverHello({ suite: 0xc02b, extensions: [[0x9999, [1]]] }), CHAIN, serverHelloDone), 'end'),
    '1 - | … tls: missing ServerKeyExchange message',
  ],
  [
    'an ALPN that nobody offered',
    says(
      handshakes(
        serverHello({ suite: 0xc02b, extensions: [[16, [0, 7, 6, ...Buffer.from('spdy/9')]]] }),
        CHAIN,
        serverHelloDone,
      ),
      'end',
    ),
    '1 - | … tls: server selected unadvertised ALPN protocol',
  ],
  [
    'compression',
    says(record(22, serverHello({ compression: 1 })), 'end'),
    '1 - | … tls: server selected unsupported compression format',
  ],
  ['a HelloRetryRequest for every hello', retries, '1 - | … tls: server did not echo the legacy session ID'],
]

describe('servers whose handshake messages are hostile', () => {
  for (const [title, peer, expected, ...args] of rows) {
    test(title, async () => {
      const port = await clear(peer)
      expect(await diagnose({ server: `https://127.0.0.1:${port}`, args })).toBe(expected)
    })
  }
})
