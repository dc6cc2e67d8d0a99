import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  verify,
  X509Certificate,
} from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { DerReader } from '../../src/lib/der.ts'
import { contextTag, TAG } from '../../src/lib/der-encode.ts'
import { createKey, issueCertificate, type KeyKind } from '../../src/x509/issue.ts'
import { spkiOf } from './raw-certificate.ts'

const VALIDITY = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2056-01-01T00:00:00Z') }
const ca = issueCertificate({ subject: { commonName: 'ca' }, issuer: 'self', isCa: true, ...VALIDITY })

describe('issuing', () => {
  test.each<KeyKind>(['ecdsa-p256', 'rsa-2048', 'rsa-1024', 'ed25519'])('an authority with a key of %s', (kind) => {
    const key = createKey(kind)
    const issuer = issueCertificate({ subject: { organization: kind }, issuer: 'self', isCa: true, key, ...VALIDITY })
    const leaf = new X509Certificate(issueCertificate({ subject: {}, issuer, ...VALIDITY }).der)
    expect(leaf.verify(new X509Certificate(issuer.der).publicKey)).toBe(true)
    expect(leaf.issuer).toBe(`O=${kind}`)
  })

  test('writes every type of SAN as it is told, an address in a DNS name too', () => {
    const leaf = issueCertificate({
      subject: { commonName: '192.0.2.10' },
      issuer: ca,
      sans: [
        { type: 'dns', value: '192.0.2.10' },
        { type: 'ip', value: '198.51.100.7' },
        { type: 'email', value: 'a@api.example' },
        { type: 'uri', value: 'https://api.example' },
      ],
      ...VALIDITY,
    })
    expect(new X509Certificate(leaf.pem).subjectAltName).toBe(
      'DNS:192.0.2.10, IP Address:198.51.100.7, email:a@api.example, URI:https://api.example',
    )
  })

  test('writes times as RFC 5280 wants them on both sides of 2050', () => {
    const parsed = new X509Certificate(ca.pem)
    expect([parsed.validFromDate.toISOString(), parsed.validToDate.toISOString()]).toEqual([
      '2026-01-01T00:00:00.000Z',
      '2056-01-01T00:00:00.000Z',
    ])
  })

  test('gives the private key as PKCS#8', () => {
    expect(new X509Certificate(ca.pem).checkPrivateKey(createPrivateKey(ca.keyPem))).toBe(true)
    expect(ca.keyPem).toContain('-----BEGIN PRIVATE KEY-----')
  })

  test('writes what an authority has, and nothing of it for a server', () => {
    expect(extensionsOf(ca.der)).toEqual([
      ['2.5.29.19', true, '30030101ff'],
      ['2.5.29.15', true, '03020106'],
      ['2.5.29.14', false, expect.stringMatching(/^0414[0-9a-f]{40}$/)],
      ['2.5.29.35', false, expect.stringMatching(/^30168014[0-9a-f]{40}$/)],
    ])
    const plain = issueCertificate({ subject: {}, issuer: ca, ...VALIDITY })
    expect(extensionsOf(plain.der).map(([id]) => id)).toEqual(['2.5.29.14', '2.5.29.35'])
    const bare = issueCertificate({ subject: {}, issuer: ca, keyIdentifiers: false, ...VALIDITY })
    expect(extensionsOf(bare.der)).toEqual([])
  })

  test('key identifiers lead from a certificate to its issuer', () => {
    const leaf = issueCertificate({ subject: {}, issuer: ca, ...VALIDITY })
    const own = extensionsOf(ca.der)
      .find(([id]) => id === '2.5.29.14')?.[2]
      .slice(4)
    const authority = extensionsOf(leaf.der)
      .find(([id]) => id === '2.5.29.35')?.[2]
      .slice(8)
    expect(authority).toBe(own)
    // SHA-1 of the key's bits, behind the octet that counts unused ones (RFC 5280 section 4.2.1.2).
    const spki = spkiOf(ca.key)
    expect(own).toBe(
      createHash('sha1')
        .update(spki.subarray(spki.length - 65))
        .digest('hex'),
    )
  })

  test('writes every member as it is told', () => {
    const { der } = issueCertificate({
      subject: { commonName: 'c', organization: 'o' },
      issuer: ca,
      isCa: false,
      pathLength: 3,
      keyUsage: ['digitalSignature'],
      extKeyUsage: ['any', 'clientAuth', 'codeSigning', 'emailProtection', 'timeStamping', 'ocspSigning', '1.2.3.4'],
      sans: [{ type: 'dns', value: 'a' }],
      sanCritical: true,
      keyIdentifiers: false,
      extensions: [{ oid: '1.2.3', critical: false, der: Uint8Array.of(5, 0) }],
      serial: 5n,
      ...VALIDITY,
    })
    expect(extensionsOf(der)).toEqual([
      ['2.5.29.19', true, '3003020103'],
      ['2.5.29.15', true, '03020780'],
      [
        '2.5.29.37',
        false,
        '303d' +
          '0604551d2500' +
          ['02', '03', '04', '08', '09'].map((last) => `06082b060105050703${last}`).join('') +
          '06032a0304',
      ],
      ['2.5.29.17', true, '3003820161'],
      ['1.2.3', false, '0500'],
    ])
    const { subject, issuer, serialNumber } = new X509Certificate(der)
    expect([subject, issuer, serialNumber]).toEqual(['O=o\nCN=c', 'CN=ca', '05'])
  })

  test.each([
    ['ecdsa-p256', 'sha1', '1.2.840.10045.4.1'],
    ['ecdsa-p256', 'sha256', '1.2.840.10045.4.3.2'],
    ['ecdsa-p256', 'sha384', '1.2.840.10045.4.3.3'],
    ['ecdsa-p256', 'sha512', '1.2.840.10045.4.3.4'],
    ['rsa-2048', 'sha1', '1.2.840.113549.1.1.5'],
    ['rsa-2048', 'sha256', '1.2.840.113549.1.1.11'],
    ['rsa-2048', 'sha384', '1.2.840.113549.1.1.12'],
    ['rsa-2048', 'sha512', '1.2.840.113549.1.1.13'],
  ] as const)('signs by a key of %s with %s', (kind, signatureHash, id) => {
    const key = createKey(kind)
    const { der } = issueCertificate({ subject: {}, issuer: 'self', key, signatureHash, ...VALIDITY })
    const certificate = new DerReader(der).enter(TAG.sequence)
    const tbs = certificate?.any()?.raw ?? new Uint8Array()
    expect(certificate?.enter(TAG.sequence)?.oid()).toBe(id)
    expect(verify(signatureHash, tbs, createPublicKey(key), certificate?.bitString()?.bytes ?? new Uint8Array())).toBe(
      true,
    )
  })

  test('has keys of the size that is asked for', () => {
    const details = (kind: KeyKind) => createKey(kind).asymmetricKeyDetails
    expect(details('rsa-2048')?.modulusLength).toBe(2048)
    expect(details('rsa-1024')?.modulusLength).toBe(1024)
    expect(details('ecdsa-p256')?.namedCurve).toBe('prime256v1')
    expect(createKey('ed25519').asymmetricKeyType).toBe('ed25519')
  })

  test('gives a serial of 16 octets, positive and never twice the same', () => {
    const serials = Array.from(
      { length: 20 },
      () => new X509Certificate(issueCertificate({ subject: {}, issuer: ca, ...VALIDITY }).der).serialNumber,
    )
    expect(serials.filter((serial) => !/^[4-7][0-9A-F]{31}$/.test(serial))).toEqual([])
    expect(new Set(serials).size).toBe(20)
  })

  test('refuses an issuer that is no certificate, and a key that signs none', () => {
    const issuer = { ...ca, der: Uint8Array.of(0x30, 0) }
    expect(() => issueCertificate({ subject: {}, issuer, ...VALIDITY })).toThrow('the issuer is not a certificate')
    const key = generateKeyPairSync('ed448').privateKey
    expect(() => issueCertificate({ subject: {}, issuer: 'self', key, ...VALIDITY })).toThrow(
      'cannot sign certificates with a key of type ed448',
    )
  })

  test('refuses an address that is none', () => {
    const sans = [{ type: 'ip' as const, value: 'api.example' }]
    expect(() => issueCertificate({ subject: {}, issuer: ca, sans, ...VALIDITY })).toThrow('not an IP address')
  })
})

/** OID, criticality and value in hex of each extension, as they stand in the certificate. */
function extensionsOf(der: Uint8Array): readonly (readonly [id: string, critical: boolean, value: string])[] {
  const tbs = new DerReader(der).enter(TAG.sequence)?.enter(TAG.sequence)
  // version, serial, algorithm, issuer, validity, subject, key
  for (let i = 0; i < 7; i++) tbs?.any()
  const list = tbs?.enter(contextTag(3, 'constructed'))?.enter(TAG.sequence) ?? null
  const found: [string, boolean, string][] = []
  while (list !== null && !list.empty) {
    const one = list.enter(TAG.sequence)
    const id = one?.oid() ?? ''
    const critical = one?.element(TAG.boolean) !== null
    found.push([id, critical, Buffer.from(one?.element(TAG.octetString)?.contents ?? []).toString('hex')])
  }
  return found
}
