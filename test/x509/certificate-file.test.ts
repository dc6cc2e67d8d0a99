import { describe, expect, test } from 'vitest'
import { concatBytes } from '../../src/lib/bytes.ts'
import { contextTag, element, integer, oid, sequence } from '../../src/lib/der-encode.ts'
import { readCertificateFile } from '../../src/x509/certificate-file.ts'
import { encodePem } from '../../src/x509/pem.ts'
import { clusterCa, serverLeaf } from '../scenarios/certificates.ts'
import { pkcs7Of } from './pkcs7-builder.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const both = [serverLeaf.der, clusterCa.der]
const bundle = pkcs7Of(both)

const otherContent = sequence(oid('1.2.840.113549.1.7.1'), element(contextTag(0, 'constructed'), sequence()))

describe('certificates are found in', () => {
  test.each<[string, Uint8Array, string, readonly Uint8Array[]]>([
    ['PEM with text around it', bytes(`subject=x\n${serverLeaf.pem}\nnext\n${clusterCa.pem}`), 'pem', both],
    ['PEM beside a key', bytes(serverLeaf.keyPem + serverLeaf.pem), 'pem', [serverLeaf.der]],
    ['DER', serverLeaf.der, 'der', [serverLeaf.der]],
    ['DER on end', concatBytes(...both), 'der', both],
    ['DER PKCS#7', bundle, 'pkcs7-der', both],
    ['PEM PKCS#7', bytes(encodePem('PKCS7', bundle)), 'pkcs7-pem', both],
    ['PEM of another label of OpenSSL', bytes(encodePem('X509 CERTIFICATE', clusterCa.der)), 'pem', [clusterCa.der]],
    ['PEM of CMS', bytes(encodePem('CMS', bundle)), 'pkcs7-pem', both],
    ['PEM of signed data', bytes(encodePem('PKCS #7 SIGNED DATA', bundle)), 'pkcs7-pem', both],
    [
      'a trusted certificate that is none',
      bytes(encodePem('TRUSTED CERTIFICATE', Uint8Array.of(1, 2))),
      'pem',
      [Uint8Array.of(1, 2)],
    ],
    [
      'PEM with trailing data',
      bytes(encodePem('CERTIFICATE', concatBytes(serverLeaf.der, sequence()))),
      'pem',
      [concatBytes(serverLeaf.der, sequence())],
    ],
    [
      'a certificate that OpenSSL trusts',
      bytes(encodePem('TRUSTED CERTIFICATE', concatBytes(serverLeaf.der, sequence()))),
      'pem',
      [serverLeaf.der],
    ],
  ])('%s', (_, file, format, certificates) => {
    expect(readCertificateFile(file)).toEqual({ ok: true, format, certificates })
  })

  test('no more than ten thousand of a file', () => {
    const small = sequence(sequence())
    const read = readCertificateFile(concatBytes(...Array<Uint8Array>(10_001).fill(small)))
    expect(read.ok && read.certificates.length).toBe(10_000)
  })

  test('DER with trailing data, which stays for Go to refuse', () => {
    const trailing = concatBytes(serverLeaf.der, Uint8Array.of(1))
    expect(readCertificateFile(trailing)).toEqual({ ok: true, format: 'der', certificates: [trailing] })
  })
})

test.each<[string, Uint8Array, string]>([
  ['an empty file', new Uint8Array(), 'the file is empty'],
  ['text', bytes('kind: Config\n'), 'no certificate in it'],
  ['a key', bytes(serverLeaf.keyPem), 'no certificate in it, only PEM of PRIVATE KEY'],
  ['another DER', sequence(integer(1)), 'no certificate in it'],
  [
    'many kinds of PEM',
    bytes(['A', 'B', 'A', 'C'.repeat(50), 'D'].map((label) => encodePem(label, sequence())).join('')),
    `no certificate in it, only PEM of A, B, ${'C'.repeat(40)}`,
  ],
  ['PKCS#7 of another type', otherContent, 'no certificate in it'],
  [
    'PKCS#7 that is none',
    bytes(encodePem('PKCS7', Uint8Array.of(0x30, 0x80))),
    'no certificate in it, only PEM of PKCS7',
  ],
])('%s has none', (_, file, problem) => {
  expect(readCertificateFile(file)).toEqual({ ok: false, problem })
})
