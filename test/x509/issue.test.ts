import { createPrivateKey, X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createKey, issueCertificate, type KeyKind } from '../../src/x509/issue.ts'

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

  test('refuses an address that is none', () => {
    const sans = [{ type: 'ip' as const, value: 'api.example' }]
    expect(() => issueCertificate({ subject: {}, issuer: ca, sans, ...VALIDITY })).toThrow('not an IP address')
  })
})
