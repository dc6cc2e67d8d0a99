import { concatBytes } from '../../../src/lib/bytes.ts'
import { handshakeMessage } from '../../go/server-hello-builder.ts'
import { encryptedExtensions, type Seal, tls13Answer, tls13Certificate } from '../../probe/wire/tls13-server.ts'
import { alertRecord, CHANGE } from './hello.ts'
import { end, receive, type Step, send } from './script.ts'
import type { Certificates } from './world.ts'

/** A TLS 1.3 server that seals its records soundly and fails at what they hold. */
export function sealedFaults({ server, foreign, expired }: Certificates): Readonly<Record<string, readonly Step[]>> {
  const certificate = tls13Certificate([server.der])
  const rows: Readonly<Record<string, (seal: Seal) => readonly Uint8Array[]>> = {
    'then-end': () => [],
    'extensions-then-end': (seal) => [seal(22, encryptedExtensions)],
    'extensions-twice': (seal) => [seal(22, encryptedExtensions), seal(22, encryptedExtensions)],
    'extensions-malformed': (seal) => [seal(22, handshakeMessage(8, Uint8Array.of(0, 9)))],
    'extensions-empty': (seal) => [seal(22, handshakeMessage(8, NOTHING))],
    'extensions-trailing': (seal) => [seal(22, handshakeMessage(8, Uint8Array.of(0, 0, 1)))],
    'extensions-unknown': (seal) => [seal(22, handshakeMessage(8, Uint8Array.of(0, 5, 0x99, 0x99, 0, 1, 7)))],
    'certificate-first': (seal) => [seal(22, certificate)],
    'finished-first': (seal) => [seal(22, handshakeMessage(20, new Uint8Array(32)))],
    'finished-after-extensions': (seal) => [
      seal(22, encryptedExtensions),
      seal(22, handshakeMessage(20, new Uint8Array(32))),
    ],
    'finished-after-certificate': (seal) => [
      ...seals(seal, encryptedExtensions, certificate, handshakeMessage(20, new Uint8Array(32))),
    ],
    'certificate-then-end': (seal) => seals(seal, encryptedExtensions, certificate),
    'certificate-foreign-then-end': (seal) => seals(seal, encryptedExtensions, tls13Certificate([foreign.der])),
    'certificate-expired-then-end': (seal) => seals(seal, encryptedExtensions, tls13Certificate([expired.der])),
    'certificate-empty': (seal) => seals(seal, encryptedExtensions, tls13Certificate([])),
    'certificate-malformed': (seal) =>
      seals(seal, encryptedExtensions, handshakeMessage(11, Uint8Array.of(0, 0, 0, 9))),
    'certificate-twice': (seal) => seals(seal, encryptedExtensions, certificate, certificate),
    'certificate-unknown-message': (seal) => seals(seal, encryptedExtensions, handshakeMessage(67, NOTHING)),
    'request-then-end': (seal) => seals(seal, encryptedExtensions, REQUEST),
    'request-twice': (seal) => seals(seal, encryptedExtensions, REQUEST, REQUEST),
    'request-malformed': (seal) => seals(seal, encryptedExtensions, handshakeMessage(13, Uint8Array.of(0, 0, 9))),
    'request-then-certificate': (seal) => seals(seal, encryptedExtensions, REQUEST, certificate),
    'verify-malformed': (seal) =>
      seals(seal, encryptedExtensions, certificate, handshakeMessage(15, Uint8Array.of(4, 3))),
    'verify-wrong': (seal) => seals(seal, encryptedExtensions, certificate, verify(0x0403)),
    'verify-unknown-scheme': (seal) => seals(seal, encryptedExtensions, certificate, verify(0x1234)),
    'verify-rsa-scheme': (seal) => seals(seal, encryptedExtensions, certificate, verify(0x0804)),
    'verify-sha1': (seal) => seals(seal, encryptedExtensions, certificate, verify(0x0203)),
    'verify-pkcs1': (seal) => seals(seal, encryptedExtensions, certificate, verify(0x0401)),
    'ticket-first': (seal) => [seal(22, handshakeMessage(4, new Uint8Array(14)))],
    'key-update-first': (seal) => [seal(22, handshakeMessage(24, Uint8Array.of(0)))],
    'server-hello-first': (seal) => [seal(22, handshakeMessage(2, NOTHING))],
    'hello-request-first': (seal) => [seal(22, handshakeMessage(0, NOTHING))],
    'unknown-message-first': (seal) => [seal(22, handshakeMessage(67, NOTHING))],
    'alert-fatal': (seal) => [seal(21, Uint8Array.of(2, 40))],
    'alert-warning': (seal) => [seal(21, Uint8Array.of(1, 112))],
    'alert-unknown': (seal) => [seal(21, Uint8Array.of(2, 233))],
    'alert-close-notify': (seal) => [seal(21, Uint8Array.of(1, 0))],
    'alert-user-canceled': (seal) => [seal(21, Uint8Array.of(1, 90))],
    'alert-user-canceled-then-more': (seal) => [seal(21, Uint8Array.of(1, 90)), seal(22, certificate)],
    'alert-short': (seal) => [seal(21, Uint8Array.of(2))],
    'alert-long': (seal) => [seal(21, Uint8Array.of(2, 40, 0))],
    'alert-empty': (seal) => [seal(21, NOTHING)],
    'alert-inside-message': (seal) => [seal(22, certificate.subarray(0, 9)), seal(21, Uint8Array.of(2, 40))],
    'empty-handshake': (seal) => [seal(22, NOTHING)],
    'empty-data': (seal) => [seal(23, NOTHING)],
    'data-early': (seal) => [seal(22, encryptedExtensions), seal(23, Uint8Array.of(1))],
    'type-99': (seal) => [seal(99, Uint8Array.of(1))],
    'type-20': (seal) => [seal(20, Uint8Array.of(1))],
    'only-padding': (seal) => [seal(0, NOTHING)],
    'split-message': (seal) => [seal(22, certificate.subarray(0, 9)), seal(22, certificate.subarray(9))],
    'all-in-one': (seal) => [seal(22, concatBytes(encryptedExtensions, certificate, verify(0x0403)))],
    'change-between': (seal) => [CHANGE, seal(22, encryptedExtensions), CHANGE, seal(22, certificate)],
    'change-inside-message': (seal) => [
      seal(22, encryptedExtensions),
      seal(22, certificate.subarray(0, 9)),
      CHANGE,
      seal(22, certificate.subarray(9)),
    ],
    'changes-17-between': (seal) => [
      seal(22, encryptedExtensions),
      ...Array<Uint8Array>(17).fill(CHANGE),
      seal(22, certificate),
    ],
    'clear-alert-after-extensions': (seal) => [seal(22, encryptedExtensions), alertRecord(2, 40)],
    damaged: (seal) => [damaged(seal(22, encryptedExtensions))],
    'damaged-later': (seal) => [seal(22, encryptedExtensions), damaged(seal(22, certificate))],
    oversized: (seal) => [seal(22, new Uint8Array(16_385), false)],
    'largest-padded': (seal) => [seal(22, concatBytes(encryptedExtensions, new Uint8Array(16_384 - 6)), false)],
    'message-too-long': (seal) => [seal(22, Uint8Array.of(8, 1, 0, 1))],
    'certificate-too-long': (seal) => [seal(22, encryptedExtensions), seal(22, Uint8Array.of(11, 4, 0, 1))],
    'certificate-long': (seal) => [seal(22, encryptedExtensions), seal(22, Uint8Array.of(11, 2, 0, 1))],
  }
  return Object.fromEntries(
    Object.entries(rows).map(([id, sealed]): [string, readonly Step[]] => [
      `sealed-${id}`,
      [receive, send((hello) => concatBytes(...tls13Answer(hello, sealed))), end],
    ]),
  )
}

const NOTHING = new Uint8Array(0)
/** With signature_algorithms, which it must have. */
const REQUEST = handshakeMessage(13, Uint8Array.of(0, 0, 8, 0, 13, 0, 4, 0, 2, 4, 3))

function damaged(sealed: Uint8Array): Uint8Array {
  return sealed.map((octet, i) => (i === 8 ? octet ^ 1 : octet))
}

function seals(seal: Seal, ...messages: readonly Uint8Array[]): readonly Uint8Array[] {
  return messages.map((message) => seal(22, message))
}

/** A CertificateVerify that proves nothing. */
function verify(scheme: number): Uint8Array {
  return handshakeMessage(15, concatBytes(Uint8Array.of(scheme >> 8, scheme & 255, 0, 70), new Uint8Array(70).fill(1)))
}
