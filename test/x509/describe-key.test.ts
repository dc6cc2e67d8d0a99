import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { expect, test } from 'vitest'
import { bitString, oid, sequence } from '../../src/lib/der-encode.ts'
import { describeCertificate } from '../../src/x509/describe.ts'
import { rawCertificate } from './raw-certificate.ts'

test.each([
  ['1.2.840.113549.1.1.2', 'MD2-RSA'],
  ['1.2.840.113549.1.1.4', 'MD5-RSA'],
  ['1.2.840.113549.1.1.5', 'SHA1-RSA'],
  ['1.2.840.113549.1.1.10', 'RSAPSS'],
  ['1.2.840.113549.1.1.11', 'SHA256-RSA'],
  ['1.2.840.113549.1.1.12', 'SHA384-RSA'],
  ['1.2.840.113549.1.1.13', 'SHA512-RSA'],
  ['1.2.840.10040.4.3', 'DSA-SHA1'],
  ['2.16.840.1.101.3.4.3.2', 'DSA-SHA256'],
  ['1.2.840.10045.4.1', 'ECDSA-SHA1'],
  ['1.2.840.10045.4.3.2', 'ECDSA-SHA256'],
  ['1.2.840.10045.4.3.3', 'ECDSA-SHA384'],
  ['1.2.840.10045.4.3.4', 'ECDSA-SHA512'],
  ['1.3.101.112', 'Ed25519'],
  ['1.3.101.113', 'Ed448'],
  ['1.2.3.4', '1.2.3.4'],
])('a signature by %s is %s', (id, name) => {
  expect(describeCertificate(rawCertificate({ algorithm: sequence(oid(id)) })).signatureAlgorithm).toBe(name)
})

test.each([
  ['rsa', { modulusLength: 1024 }, 'RSA', 1024],
  ['rsa-pss', { modulusLength: 1024 }, 'RSA-PSS', 1024],
  ['dsa', { modulusLength: 1024, divisorLength: 160 }, 'DSA', 1024],
  ['ec', { namedCurve: 'P-256' }, 'ECDSA', 256],
  ['ec', { namedCurve: 'P-384' }, 'ECDSA', 384],
  ['ec', { namedCurve: 'P-521' }, 'ECDSA', 521],
  ['ec', { namedCurve: 'secp224r1' }, 'ECDSA', 224],
  ['ec', { namedCurve: 'secp256k1' }, 'ECDSA', 256],
  ['ed25519', {}, 'Ed25519', 256],
  ['x25519', {}, 'X25519', 256],
  ['ed448', {}, 'Ed448', 456],
])('a key of type %s %j is %s of %i bits', (type, options, algorithm, bits) => {
  // One signature of generateKeyPairSync for each type of key.
  const generate = generateKeyPairSync as unknown as (type: string, options: object) => { publicKey: KeyObject }
  const publicKey = new Uint8Array(generate(type, options).publicKey.export({ type: 'spki', format: 'der' }))
  expect(describeCertificate(rawCertificate({ publicKey })).publicKey).toEqual({
    algorithm,
    bits,
    sha256: createHash('sha256').update(publicKey).digest('hex'),
  })
})

test('a key that nobody knows has no size', () => {
  const publicKey = sequence(sequence(oid('1.2.3.4')), bitString(Uint8Array.of(1)))
  expect(describeCertificate(rawCertificate({ publicKey })).publicKey).toMatchObject({
    algorithm: '1.2.3.4',
    bits: null,
  })
})
