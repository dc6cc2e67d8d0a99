import { describe, expect, test } from 'vitest'
import { concatBytes } from '../../src/lib/bytes.ts'
import { integer, sequence } from '../../src/lib/der-encode.ts'
import { readCertificateFile } from '../../src/x509/certificate-file.ts'
import { encodePem } from '../../src/x509/pem.ts'
import { clusterCa, serverLeaf } from '../scenarios/certificates.ts'
import { pkcs7Of } from './pkcs7-builder.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const both = [serverLeaf.der, clusterCa.der]
const bundle = pkcs7Of(both)

describe('certificates are found in', () => {
  test.each<[string, Uint8Array, string, readonly Uint8Array[]]>([
    ['PEM with text around it', bytes(`subject=x\n${serverLeaf.pem}\nnext\n${clusterCa.pem}`), 'pem', both],
    ['PEM beside a key', bytes(serverLeaf.keyPem + serverLeaf.pem), 'pem', [serverLeaf.der]],
    ['DER', serverLeaf.der, 'der', [serverLeaf.der]],
    ['DER on end', concatBytes(...both), 'der', both],
    ['DER PKCS#7', bundle, 'pkcs7-der', both],
    ['PEM PKCS#7', bytes(encodePem('PKCS7', bundle)), 'pkcs7-pem', both],
    [
      'a certificate that OpenSSL trusts',
      bytes(encodePem('TRUSTED CERTIFICATE', concatBytes(serverLeaf.der, sequence()))),
      'pem',
      [serverLeaf.der],
    ],
  ])('%s', (_, file, format, certificates) => {
    expect(readCertificateFile(file)).toEqual({ ok: true, format, certificates })
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
    'PKCS#7 that is none',
    bytes(encodePem('PKCS7', Uint8Array.of(0x30, 0x80))),
    'no certificate in it, only PEM of PKCS7',
  ],
])('%s has none', (_, file, problem) => {
  expect(readCertificateFile(file)).toEqual({ ok: false, problem })
})
