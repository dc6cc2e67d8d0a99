import { expect, it } from 'vitest'
import { bodyHoldsTogether } from '../../../src/go/tls/message-body.ts'
import { toBase64 } from '../../../src/lib/bytes.ts'

type Phase = Parameters<typeof bodyHoldsTogether>[1]

it.each<[string, number, Phase, readonly number[], boolean]>([
  ['HelloRequest', 0, 'first', [], true],
  ['HelloRequest with a body', 0, 'first', [1], false],
  ['ServerHelloDone', 14, '1.2', [], true],
  ['ServerHelloDone with a body', 14, '1.2', [1], false],
  ['CertificateRequest', 13, '1.2', [1, 1, 0, 2, 4, 3, 0, 0], true],
  ['CertificateRequest with an authority', 13, '1.2', [1, 1, 0, 2, 4, 3, 0, 4, 0, 2, 48, 0], true],
  ['CertificateRequest with half an authority', 13, '1.2', [1, 1, 0, 2, 4, 3, 0, 3, 0, 2, 48], false],
  ['CertificateRequest with half a pair of algorithms', 13, '1.2', [1, 1, 0, 1, 4, 0, 0], false],
  ['CertificateRequest with fewer algorithms than it says', 13, '1.2', [1, 1, 0, 4, 4, 3, 0, 0], false],
  ['CertificateRequest of one algorithm and nothing more', 13, '1.2', [1, 1, 0, 2, 4, 3], false],
  ['CertificateRequest with one octet of authorities', 13, '1.2', [1, 1, 0, 2, 4, 3, 0], false],
  ['CertificateRequest with more authorities than it has', 13, '1.2', [1, 1, 0, 2, 4, 3, 0, 1], false],
  ['CertificateRequest with octets behind', 13, '1.2', [1, 1, 0, 2, 4, 3, 0, 0, 0], false],
  ['CertificateRequest with an empty authority', 13, '1.2', [1, 1, 0, 2, 4, 3, 0, 2, 0, 0], true],
  ['CertificateRequest with one octet of an authority', 13, '1.2', [1, 1, 0, 2, 4, 3, 0, 1, 0], false],
  ['CertificateRequest with one octet behind its types', 13, '1.2', [1, 1, 0], false],
  ['CertificateRequest of types alone', 13, 'first', [1, 1], false],
  ['CertificateRequest without types', 13, '1.2', [0, 0, 2, 4, 3, 0, 0], false],
  ['CertificateRequest without algorithms', 13, '1.2', [1, 1, 0, 0, 0, 0], false],
  ['CertificateRequest of before TLS 1.2', 13, 'first', [1, 1, 0, 0], true],
  ['CertificateRequest of TLS 1.3', 13, '1.3', [0, 0, 0], true],
  ['CertificateRequest of TLS 1.3 with a context', 13, '1.3', [1, 7, 0, 0], false],
  ['CertificateStatus', 22, '1.2', [1, 0, 0, 1, 5], true],
  ['CertificateStatus of no octets', 22, '1.2', [1, 0, 0, 0], false],
  ['CertificateStatus of another kind', 22, '1.2', [2, 0, 0, 1, 5], false],
  ['NewSessionTicket', 4, '1.2', [0, 0, 0, 9, 0, 2, 5, 5], true],
  ['NewSessionTicket of no octets', 4, '1.2', [0, 0, 0, 9, 0, 0], true],
  ['NewSessionTicket without its length', 4, '1.2', [0, 0, 0, 9, 0], false],
  ['NewSessionTicket that is cut', 4, '1.2', [0, 0, 0, 9, 0, 2, 5], false],
  ['NewSessionTicket of TLS 1.3', 4, '1.3', [0, 0, 0, 9, 0, 0, 0, 0, 1, 7, 0, 1, 5, 0, 0], true],
  ['NewSessionTicket of TLS 1.3 with more behind it', 4, '1.3', [0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], false],
  ['NewSessionTicket of TLS 1.3 without extensions', 4, '1.3', [0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 1, 5], false],
  ['KeyUpdate', 24, '1.3', [1], true],
  ['KeyUpdate of no octets', 24, '1.3', [], false],
  ['KeyUpdate of two octets', 24, '1.3', [1, 1], false],
  ['CertificateVerify', 15, '1.3', [8, 4, 0, 1, 7], true],
  ['CertificateVerify of no signature', 15, '1.3', [8, 4, 0, 0], true],
  ['CertificateVerify that is cut', 15, '1.3', [8, 4, 0, 2, 7], false],
  ['CertificateVerify without a length', 15, '1.3', [8, 4], false],
  ['ServerHello in TLS 1.3', 2, '1.3', Array<number>(38).fill(0), true],
  ['ServerHello in TLS 1.3 that is too short', 2, '1.3', Array<number>(37).fill(0), false],
  ['KeyUpdate of 2', 24, '1.3', [2], false],
  ['EncryptedExtensions', 8, '1.3', [0, 4, 0x99, 0x99, 0, 0], true],
  ['EncryptedExtensions of no octets', 8, '1.3', [], false],
  ['Certificate of TLS 1.3', 11, '1.3', certificate(), true],
  ['Certificate of TLS 1.3 with a context', 11, '1.3', [1, 7, 0, 0, 0], false],
  ['Certificate with an OCSP response', 11, '1.3', certificate(0, 5, 0, 5, 1, 0, 0, 1, 9), true],
  ['Certificate with an OCSP response of no octets', 11, '1.3', certificate(0, 5, 0, 4, 1, 0, 0, 0), false],
  ['Certificate with SCTs', 11, '1.3', certificate(0, 18, 0, 8, 0, 6, 0, 1, 9, 0, 1, 9), true],
  ['Certificate with an empty list of SCTs', 11, '1.3', certificate(0, 18, 0, 2, 0, 0), false],
  ['Certificate with an SCT of no octets', 11, '1.3', certificate(0, 18, 0, 4, 0, 2, 0, 0), false],
  ['Certificate with an SCT that is cut', 11, '1.3', certificate(0, 18, 0, 5, 0, 3, 0, 2, 9), false],
  ['Certificate with anything else', 11, '1.3', certificate(0x99, 0x99, 0, 1, 9), true],
  ['a type that Go does not know', 67, '1.3', [1, 2, 3], true],
])('%s', (_what, type, phase, body, holds) => {
  const bytes = toBase64(Uint8Array.from([type, 0, 0, body.length, ...body]))
  expect(bodyHoldsTogether({ type, bytes }, phase)).toBe(holds)
})

/** Of one octet, with these extensions. */
function certificate(...extensions: readonly number[]): readonly number[] {
  const leaf = [0, 0, 1, 0x30, 0, extensions.length, ...extensions]
  return [0, 0, 0, leaf.length, ...leaf]
}
