import { describe, expect, test } from 'vitest'
import { concatBytes } from '../../src/lib/bytes.ts'
import { bitString, contextTag, element, oid, sequence, TAG } from '../../src/lib/der-encode.ts'
import { EXTENSION, extension } from '../oracle/cases/extensions.ts'
import { HERE, leaf, nested, presented, withExtension } from './certificates.ts'
import type { Row } from './doctor.ts'

/** RFC 8017 appendix A.1.1. */
function rsaKey(modulus: Uint8Array, exponent: Uint8Array): Uint8Array {
  const algorithm = sequence(oid('1.2.840.113549.1.1.1'), element(TAG.null))
  return sequence(algorithm, bitString(sequence(element(TAG.integer, modulus), element(TAG.integer, exponent))))
}
const withKey = (spki: Uint8Array) => leaf({ parts: { spki } })
const MODULUS_2048 = concatBytes(Uint8Array.of(0), new Uint8Array(255).fill(0xc1), Uint8Array.of(1))
const F4 = Uint8Array.of(1, 0, 1)
const P256 = sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7'))

const rows: readonly Row<() => readonly Uint8Array[]>[] = [
  [
    'nothing but zeros',
    () => [new Uint8Array(1000)],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: malformed certificate',
  ],
  [
    'an indefinite length',
    () => [Uint8Array.of(0x30, 0x80, 0x30, 0x80, 0, 0, 0, 0)],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: malformed certificate',
  ],
  [
    'a length of 2^64',
    () => [Uint8Array.of(0x30, 0x88, 255, 255, 255, 255, 255, 255, 255, 255, 0)],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: malformed certificate',
  ],
  [
    'a length in 127 octets',
    () => [concatBytes(Uint8Array.of(0x30, 0xff), new Uint8Array(127).fill(255))],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: malformed certificate',
  ],
  [
    'a tag number without end',
    () => [concatBytes(Uint8Array.of(0x3f), new Uint8Array(1000).fill(0xff))],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: malformed certificate',
  ],
  [
    'trailing octets',
    () => [concatBytes(leaf(), new Uint8Array(1000))],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: trailing data',
  ],
  [
    '5000 SEQUENCEs in one another',
    () => [nested(5000)],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: malformed serial number',
  ],
  [
    '5000 SEQUENCEs in one another for a subject',
    () => [leaf({ subject: nested(5000) })],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: invalid RDNSequence',
  ],
  [
    '5000 SEQUENCEs in one another for an extension',
    () => [withExtension('1.2.3.5', nested(5000))],
    '1 - | … tls: missing ServerKeyExchange message',
  ],
  [
    '5000 SEQUENCEs in one another for name constraints',
    () => [withExtension(EXTENSION.nameConstraints, nested(5000))],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: invalid NameConstraints extension',
  ],
  [
    '5000 SEQUENCEs in one another for alternative names',
    () => [leaf({ extensions: [extension(EXTENSION.san, nested(5000))] })],
    "1 certificate-without-sans | … tls: failed to verify certificate: x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP S… 123",
  ],
  [
    '5000 OCTET STRINGs in one another, constructed',
    () => [withExtension('1.2.3.5', nested(5000, 0x24))],
    '1 - | … tls: missing ServerKeyExchange message',
  ],
  [
    '5000 SEQUENCEs in one another for a key',
    () => [withKey(sequence(nested(5000)))],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: malformed OID',
  ],
  [
    '50 000 SEQUENCEs in one another',
    () => [leaf({ subject: nested(50_000) })],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: invalid RDNSequence',
  ],
  [
    '50 000 SEQUENCEs in one another for an extension',
    () => [withExtension('1.2.3.5', nested(50_000))],
    '1 - | … tls: missing ServerKeyExchange message',
  ],
  [
    'a serial of 1 kB',
    () => [leaf({ parts: { serial: element(TAG.integer, new Uint8Array(1000).fill(0x7f)) } })],
    '1 - | … tls: missing ServerKeyExchange message',
  ],
  [
    'a serial of 200 kB',
    () => [leaf({ parts: { serial: element(TAG.integer, new Uint8Array(200_000).fill(0x7f)) } })],
    '1 - | … tls: missing ServerKeyExchange message',
  ],
  [
    'a negative serial',
    () => [leaf({ parts: { serial: element(TAG.integer, Uint8Array.of(0x80)) } })],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: negative serial number',
  ],
  [
    'a version of 100 octets',
    () => [
      leaf({
        parts: { version: element(contextTag(0, 'constructed'), element(TAG.integer, new Uint8Array(100).fill(0x7f))) },
      }),
    ],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: malformed version',
  ],
  [
    'a path length of 2^800',
    () => [
      leaf({
        extensions: [
          HERE,
          extension(
            EXTENSION.basicConstraints,
            sequence(element(TAG.boolean, Uint8Array.of(255)), element(TAG.integer, new Uint8Array(100).fill(0x7f))),
          ),
        ],
      }),
    ],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: invalid basic constraints',
  ],
  [
    'an RSA modulus of 16384 bits',
    () => [withKey(rsaKey(concatBytes(Uint8Array.of(0), new Uint8Array(2047).fill(0xc1), Uint8Array.of(1)), F4))],
    '1 - | … tls: server sent certificate containing RSA key larger than 8192 bits',
  ],
  [
    'an RSA modulus of 200 kB',
    () => [withKey(rsaKey(concatBytes(Uint8Array.of(0), new Uint8Array(200_000).fill(0xc1), Uint8Array.of(1)), F4))],
    '1 - | … tls: server sent certificate containing RSA key larger than 8192 bits',
  ],
  [
    'an RSA modulus of 1',
    () => [withKey(rsaKey(Uint8Array.of(1), F4))],
    '1 - | … tls: missing ServerKeyExchange message',
  ],
  [
    'an RSA modulus of 0',
    () => [withKey(rsaKey(Uint8Array.of(0), F4))],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: RSA modulus is not a positive number',
  ],
  [
    'an RSA modulus below 0',
    () => [withKey(rsaKey(Uint8Array.of(0x80), F4))],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: RSA modulus is not a positive number',
  ],
  [
    'an even RSA modulus',
    () => [withKey(rsaKey(concatBytes(MODULUS_2048.subarray(0, -1), Uint8Array.of(2)), F4))],
    '1 - | … tls: missing ServerKeyExchange message',
  ],
  [
    'an RSA exponent of 0',
    () => [withKey(rsaKey(MODULUS_2048, Uint8Array.of(0)))],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: RSA public exponent is not a positive number',
  ],
  [
    'an RSA exponent below 0',
    () => [withKey(rsaKey(MODULUS_2048, Uint8Array.of(0xff)))],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: RSA public exponent is not a positive number',
  ],
  [
    'an RSA exponent of 1 kB',
    () => [withKey(rsaKey(MODULUS_2048, new Uint8Array(1000).fill(0x7f)))],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: invalid RSA public exponent',
  ],
  [
    'a point beside its curve',
    () => [withKey(sequence(P256, bitString(concatBytes(Uint8Array.of(4), new Uint8Array(64).fill(7)))))],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: failed to unmarshal elliptic curve point',
  ],
  [
    'a point of no octets',
    () => [withKey(sequence(P256, bitString(new Uint8Array(0))))],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: failed to unmarshal elliptic curve point',
  ],
  [
    'a point of 100 kB',
    () => [withKey(sequence(P256, bitString(new Uint8Array(100_000).fill(4))))],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: failed to unmarshal elliptic curve point',
  ],
  [
    'a curve with parameters of its own',
    () => [withKey(sequence(sequence(oid('1.2.840.10045.2.1'), nested(10)), bitString(new Uint8Array(65).fill(4))))],
    '1 certificate-malformed | … tls: failed to parse certificate from server: x509: invalid ECDSA parameters',
  ],
  [
    'a key of an unknown kind',
    () => [withKey(sequence(sequence(oid('1.2.3.4')), bitString(new Uint8Array(10))))],
    "1 - | … tls: server's certificate contains an unsupported type of public key: <nil>",
  ],
  [
    'a signature of 200 kB',
    () => [leaf({ parts: { signature: bitString(new Uint8Array(200_000)) } })],
    '1 cluster-ca-rotated | … tls: failed to verify certificate: x509: certificate signed by unknown authority (possibly because of "x509: ECDSA ver… 207',
  ],
  [
    'a signature of no octets',
    () => [leaf({ parts: { signature: bitString(new Uint8Array(0)) } })],
    '1 cluster-ca-rotated | … tls: failed to verify certificate: x509: certificate signed by unknown authority (possibly because of "x509: ECDSA ver… 207',
  ],
]

describe('certificates whose encoding is hostile', () => {
  test('the sound one, from which these differ, is accepted', async () => {
    expect(await presented([leaf()])).toBe('1 - | … tls: missing ServerKeyExchange message')
  })

  for (const [title, chain, expected] of rows) {
    test(title, async () => {
      expect(await presented(chain())).toBe(expected)
    })
  }
})
