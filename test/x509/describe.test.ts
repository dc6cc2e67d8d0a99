import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { element, octetString, sequence } from '../../src/lib/der-encode.ts'
import { describeCertificate } from '../../src/x509/describe.ts'
import { issueCertificate } from '../../src/x509/issue.ts'

const VALIDITY = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2027-01-01T00:00:00Z') }
const ca = issueCertificate({
  subject: { commonName: 'kubernetes', organization: 'Example, Inc.' },
  issuer: 'self',
  isCa: true,
  serial: 4711n,
  ...VALIDITY,
})

describe('describing a certificate', () => {
  test('gives every field of the contract', () => {
    const leaf = issueCertificate({
      subject: { commonName: 'kube-apiserver' },
      issuer: ca,
      serial: 255n,
      sans: [
        { type: 'dns', value: 'api.example' },
        { type: 'ip', value: '2001:db8:0:0::5' },
        { type: 'email', value: 'a@api.example' },
        { type: 'uri', value: 'https://api.example' },
      ],
      keyUsage: ['digitalSignature', 'keyEncipherment'],
      extKeyUsage: ['serverAuth', '1.2.3.4'],
      ...VALIDITY,
    })
    expect(describeCertificate(leaf.der)).toEqual({
      subject: 'CN=kube-apiserver',
      issuer: 'CN=kubernetes,O=Example\\, Inc.',
      serial: '00ff',
      sans: {
        dns: ['api.example'],
        ip: ['2001:db8::5'],
        email: ['a@api.example'],
        uri: ['https://api.example'],
      },
      notBefore: '2026-01-01T00:00:00Z',
      notAfter: '2027-01-01T00:00:00Z',
      sha256: createHash('sha256').update(leaf.der).digest('hex'),
      publicKey: { algorithm: 'ECDSA', bits: 256, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      signatureAlgorithm: 'ECDSA-SHA256',
      isCa: false,
      keyUsage: ['digitalSignature', 'keyEncipherment'],
      extKeyUsage: ['serverAuth', '1.2.3.4'],
      nameConstraints: null,
      selfSigned: false,
      parseError: null,
      pem: leaf.pem,
    })
  })

  test('self-signed takes equal names and a signature by its own key', () => {
    const twin = issueCertificate({
      subject: { commonName: 'kubernetes', organization: 'Example, Inc.' },
      issuer: ca,
      ...VALIDITY,
    })
    expect(describeCertificate(ca.der)).toMatchObject({ selfSigned: true, isCa: true })
    expect(describeCertificate(twin.der)).toMatchObject({
      selfSigned: false,
      subject: describeCertificate(ca.der).subject,
    })
  })

  test('name constraints are written as Go writes them', () => {
    const permitted = element(0xa0, sequence(element(0x82, new TextEncoder().encode('example'))))
    const excluded = element(0xa1, sequence(element(0x87, Uint8Array.of(192, 0, 2, 0, 255, 255, 255, 0))))
    const der = sequence(permitted, excluded)
    const constrained = issueCertificate({
      subject: {},
      issuer: 'self',
      extensions: [{ oid: '2.5.29.30', critical: true, der }],
      ...VALIDITY,
    })
    expect(describeCertificate(constrained.der).nameConstraints).toEqual({
      permitted: ['DNS:example'],
      excluded: ['IP:192.0.2.0/24'],
    })
  })

  test('control characters of remote names are escaped and long ones cut', () => {
    const { der } = issueCertificate({
      subject: { commonName: `\u001b[31m${'x'.repeat(500)}` },
      issuer: 'self',
      ...VALIDITY,
    })
    const { subject } = describeCertificate(der)
    expect(subject.startsWith('CN=\\x1b[31mxxx')).toBe(true)
    expect(subject.length).toBeLessThan(300)
  })
})

describe('a certificate that cannot be read', () => {
  test('still has its fingerprint and PEM, and says what is wrong', () => {
    const der = Uint8Array.of(5, 0)
    expect(describeCertificate(der)).toMatchObject({
      parseError: 'certificate: not a DER certificate',
      subject: '',
      sha256: createHash('sha256').update(der).digest('hex'),
      pem: '-----BEGIN CERTIFICATE-----\nBQA=\n-----END CERTIFICATE-----\n',
    })
  })

  test('shows all fields but the broken one', () => {
    const { der } = issueCertificate({
      subject: { commonName: 'leaf' },
      issuer: ca,
      extensions: [{ oid: '2.5.29.37', critical: false, der: octetString(Uint8Array.of(1)) }],
      ...VALIDITY,
    })
    const described = describeCertificate(der)
    expect(described).toMatchObject({ subject: 'CN=leaf', extKeyUsage: [], notAfter: '2027-01-01T00:00:00Z' })
    expect(described.parseError).toContain('extension: ')
  })

  test('trailing data is named', () => {
    expect(describeCertificate(Buffer.concat([ca.der, Uint8Array.of(0, 0)])).parseError).toBe(
      'certificate: 2 bytes of trailing data',
    )
  })
})
