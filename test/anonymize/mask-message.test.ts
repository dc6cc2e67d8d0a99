import { describe, expect, test } from 'vitest'
import { maskMessage } from '../../src/anonymize/mask-message.ts'
import { bodyHoldsTogether } from '../../src/go/tls/message-body.ts'
import { toBase64 } from '../../src/lib/bytes.ts'

/** Hex with blanks for the eye; the four bytes of the header in front. */
function message(type: number, body: string): Uint8Array {
  const octets = Buffer.from(body.replaceAll(' ', ''), 'hex')
  return new Uint8Array(Buffer.concat([Buffer.from([type, 0, 0, octets.length]), octets]))
}

describe('what says nothing of a server stays, what does is zero', () => {
  test.each([
    [
      'a Certificate of TLS 1.3 with an OCSP response and a timestamp',
      11,
      true,
      '00 00001d 000002 abcd 0016 0005 0006 01 000002 abcd 0012 0008 0006 0004 abcdabcd',
      '00 00001d 000002 0000 0016 0005 0006 01 000002 0000 0012 0008 0006 0004 00000000',
    ],
    [
      'a CertificateRequest of TLS 1.3',
      13,
      true,
      '00 000c 002f 0008 0006 0004 abcdabcd',
      '00 000c 002f 0008 0000 0000 00000000',
    ],
    [
      'a CertificateRequest of TLS 1.2',
      13,
      false,
      '02 0140 0002 0804 0006 0004 abcdabcd',
      '02 0000 0002 0000 0006 0004 00000000',
    ],
    ['a CertificateVerify', 15, true, '0804 0004 abcdabcd', '0804 0004 00000000'],
    ['a ServerKeyExchange', 12, false, '03 001d 02 abcd 0804 0002 abcd', '03 001d 02 0000 0804 0002 0000'],
    ['a Finished', 20, true, 'abcdabcd', '00000000'],
    ['a CertificateStatus', 22, false, '01 000002 abcd', '01 000002 0000'],
    ['EncryptedExtensions', 8, true, '0009 0010 0005 0003 02 6832', '0009 0010 0005 0003 02 6832'],
  ])('%s', (_, type, tls13, body, masked) => {
    expect(maskMessage(type, message(type, body), tls13)).toEqual(message(type, masked))
  })
})

test.each([
  ['a Certificate with a context', 11, true, '01 ab 000000'],
  ['a CertificateRequest of TLS 1.3 that is cut off', 13, true, '00 000c 002f'],
  ['a CertificateRequest of TLS 1.3 with something behind it', 13, true, '00 0004 002f 0000 abcd'],
  ['a CertificateRequest of TLS 1.2 with something behind it', 13, false, '02 0140 0002 0804 0000 abcd'],
  ['a CertificateVerify that is too long', 15, true, '0804 0001 abcd'],
  ['a CertificateVerify that is too short', 15, true, '0804 0008 abcd'],
  ['a CertificateStatus of another type', 22, false, '02 000002 abcd'],
  ['a HelloRequest with a body', 0, false, 'ab'],
  ['a ticket of TLS 1.3 without extensions', 4, true, '00000000 00000000 01 ab 0002 abcd'],
])('what does not hold together still does not: %s', (_, type, tls13, body) => {
  const original = message(type, body)
  const masked = maskMessage(type, original, tls13)
  const phase = tls13 ? '1.3' : '1.2'
  for (const bytes of [original, masked]) expect(bodyHoldsTogether({ type, bytes: toBase64(bytes) }, phase)).toBe(false)
  expect(masked).toHaveLength(original.length)
  expect(Buffer.from(masked).toString('hex')).not.toContain('abcd')
})
