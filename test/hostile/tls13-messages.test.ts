import { describe, expect, test } from 'vitest'
import { concatBytes } from '../../src/lib/bytes.ts'
import { message, record, serverCertificate, vector } from '../probe/loopback.ts'
import { encryptedExtensions, type Seal, tls13Answer, tls13Certificate } from '../probe/wire/tls13-server.ts'
import { diagnose, type Row } from './doctor.ts'
import { clear, type Script } from './peers.ts'
import { announces, KILOBYTE } from './tls-bytes.ts'

/** Answers with the TLS 1.3 ServerHello of this very connection, and what is sealed with its keys. */
function sealed(answer: (seal: Seal) => readonly Uint8Array[]): Script {
  return (stream) => {
    stream.once('data', (hello: Buffer) => {
      for (const one of tls13Answer(hello, answer)) stream.write(one)
      stream.end()
    })
  }
}

const rows: readonly Row<Script>[] = [
  [
    'records that nobody can open',
    sealed(() => Array(2000).fill(record(23, KILOBYTE))),
    '1 - | … local error: tls: bad record MAC',
  ],
  [
    'EncryptedExtensions without end',
    sealed((seal) => Array.from({ length: 2000 }, () => seal(22, encryptedExtensions))),
    '1 - | … tls: received unexpected handshake message of type *tls.encryptedExtensionsMsg when waiting for *tls.certificateMsgTLS… 122',
  ],
  [
    'records of padding alone',
    sealed((seal) => Array.from({ length: 2000 }, () => seal(0, new Uint8Array(100)))),
    '1 - | … local error: tls: unexpected message',
  ],
  [
    '10 000 certificates of a byte',
    sealed((seal) => pieces(tls13Certificate(Array(10_000).fill(Uint8Array.of(1))), seal)),
    '1 - | … tls: received unexpected handshake message of type *tls.certificateMsgTLS13 when waiting for *tls.encryptedExtensionsM… 122',
  ],
  [
    'a Certificate of 16 MiB',
    sealed((seal) => [
      seal(22, encryptedExtensions),
      seal(22, announces(11, 0xffffff)),
      ...Array.from({ length: 300 }, () => seal(22, new Uint8Array(16_000))),
    ]),
    '1 - | … tls: handshake message of length 16777215 bytes exceeds maximum of 262144 bytes',
  ],
  [
    'junk for SCT and OCSP',
    sealed((seal) => [
      seal(22, encryptedExtensions),
      seal(
        22,
        message(
          11,
          concatBytes(
            Uint8Array.of(0),
            vector(
              3,
              concatBytes(
                vector(3, serverCertificate.der),
                vector(
                  2,
                  concatBytes(Uint8Array.of(0, 5), vector(2, KILOBYTE), Uint8Array.of(0, 18), vector(2, KILOBYTE)),
                ),
              ),
            ),
          ),
        ),
      ),
    ]),
    '1 - | … local error: tls: error decoding message',
  ],
  [
    'a request for 64 KiB of authorities',
    sealed((seal) => [
      seal(22, encryptedExtensions),
      ...pieces(
        message(
          13,
          concatBytes(
            Uint8Array.of(0),
            vector(
              2,
              concatBytes(
                Uint8Array.of(0, 47),
                vector(2, vector(2, concatBytes(...Array<Uint8Array>(65).fill(vector(2, new Uint8Array(990)))))),
              ),
            ),
          ),
        ),
        seal,
      ),
    ]),
    '1 - | … EOF',
  ],
]

function pieces(bytes: Uint8Array, seal: Seal): readonly Uint8Array[] {
  const count = Math.ceil(bytes.length / 16_000)
  return Array.from({ length: count }, (_, i) => seal(22, bytes.subarray(i * 16_000, (i + 1) * 16_000)))
}

describe('servers whose handshake messages under TLS 1.3 are hostile', () => {
  for (const [title, peer, expected, ...args] of rows) {
    test(title, async () => {
      const port = await clear(peer)
      expect(await diagnose({ server: `https://127.0.0.1:${port}`, args })).toBe(expected)
    })
  }
})
