import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  bitString,
  boolean,
  contextTag,
  element,
  integer,
  namedBits,
  octetString,
  sequence,
  TAG,
} from '../../src/lib/der-encode.ts'
import { describeCertificate } from '../../src/x509/describe.ts'
import { issueCertificate } from '../../src/x509/issue.ts'
import { extension, nameOf, rawCertificate } from './raw-certificate.ts'

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

  test.each([
    ['digitalSignature', 'contentCommitment', 'keyEncipherment', 'dataEncipherment', 'keyAgreement'],
    ['keyCertSign', 'cRLSign', 'encipherOnly', 'decipherOnly'],
  ] as const)('names the key usages %s, …', (...keyUsage) => {
    expect(
      describeCertificate(issueCertificate({ subject: {}, issuer: ca, keyUsage, ...VALIDITY }).der).keyUsage,
    ).toEqual(keyUsage)
  })

  test('names the purposes of RFC 5280', () => {
    const extKeyUsage = [
      'any',
      'serverAuth',
      'clientAuth',
      'codeSigning',
      'emailProtection',
      'timeStamping',
      'ocspSigning',
    ]
    const { der } = issueCertificate({ subject: {}, issuer: ca, extKeyUsage, ...VALIDITY })
    expect(describeCertificate(der).extKeyUsage).toEqual(extKeyUsage)
  })

  test('shows of what is not there nothing', () => {
    expect(describeCertificate(rawCertificate())).toMatchObject({
      serial: '0102030405060708',
      sans: { dns: [], ip: [], email: [], uri: [] },
      isCa: false,
      keyUsage: [],
      extKeyUsage: [],
      nameConstraints: null,
      selfSigned: false,
      parseError: null,
    })
  })

  test('a certificate of version 1, and one with unique identifiers, are read alike', () => {
    const uniqueIds = [
      element(contextTag(1, 'primitive'), Uint8Array.of(0, 1)),
      element(contextTag(2, 'primitive'), Uint8Array.of(0, 2)),
    ]
    const extensions = [extension('2.5.29.15', namedBits([5]))]
    expect(describeCertificate(rawCertificate({ version: null }))).toMatchObject({
      subject: 'CN=subject',
      issuer: 'CN=issuer',
      parseError: null,
    })
    expect(describeCertificate(rawCertificate({ uniqueIds, extensions }))).toMatchObject({
      keyUsage: ['keyCertSign'],
      parseError: null,
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

  test('of every type of constraint, and of a group that is missing', () => {
    const text = (tag: number, value: string) => sequence(element(tag, new TextEncoder().encode(value)))
    const of = (...groups: readonly Uint8Array[]) =>
      describeCertificate(rawCertificate({ extensions: [extension('2.5.29.30', sequence(...groups))] })).nameConstraints
    const range = (...octets: readonly number[]) => sequence(element(0x87, Uint8Array.from(octets)))
    expect(of(element(0xa0, text(0x81, 'example'), text(0x86, '.example'), text(0x88, 'x')))).toEqual({
      permitted: ['email:example', 'URI:.example', 'type 8'],
      excluded: [],
    })
    expect(
      of(element(0xa1, range(192, 0, 2, 1, 255, 255, 255, 255), range(0, 0, 0, 0, 0, 0, 0, 0), sequence())),
    ).toEqual({
      permitted: [],
      excluded: ['IP:192.0.2.1/32', 'IP:0.0.0.0/0', ''],
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

  test.each([
    ['2.5.29.15', integer(1), 'extension: keyUsage: no BIT STRING'],
    ['2.5.29.15', Uint8Array.of(3, 5, 0), 'extension: 2.5.29.15: '],
  ])('says which extension is broken: %s', (id, value, problem) => {
    const described = describeCertificate(rawCertificate({ extensions: [extension(id, value)] }))
    expect(described.keyUsage).toEqual([])
    expect(described.parseError).toContain(problem)
  })

  test('shows no names of an extension of another form', () => {
    const names = [extension('2.5.29.17', integer(1)), extension('2.5.29.30', integer(1))]
    expect(describeCertificate(rawCertificate({ extensions: names }))).toMatchObject({
      sans: { dns: [], ip: [], email: [], uri: [] },
      nameConstraints: { permitted: [], excluded: [] },
    })
  })

  test.each([
    ['serial', { serial: boolean(true) }, 'serial: no INTEGER', { serial: '' }],
    ['validity', { validity: sequence(integer(1)) }, 'validity: no time', { notBefore: '', notAfter: '' }],
    ['name', { subject: sequence(element(TAG.set, integer(1))) }, 'subject: ', { subject: '', issuer: 'CN=issuer' }],
    [
      'public key',
      { publicKey: sequence() },
      'publicKey: ',
      { publicKey: { algorithm: 'unknown', bits: null, sha256: '' } },
    ],
    ['algorithm', { algorithm: integer(1) }, 'signatureAlgorithm: ', { signatureAlgorithm: '' }],
    ['issuer of no ASN.1', { issuer: Uint8Array.of(0x30, 2, 5, 5) }, 'issuer: ', { issuer: '' }],
  ])('shows the others where its %s is none', (_, members, problem, shown) => {
    const described = describeCertificate(rawCertificate(members))
    expect(described).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/), ...shown })
    expect(described.parseError).toContain(problem)
  })

  test('says each fault once, one after the other', () => {
    const { parseError } = describeCertificate(rawCertificate({ serial: boolean(true), validity: sequence() }))
    expect(parseError).toBe('serial: no INTEGER; validity: no time')
  })

  test('says that members are missing, and that there is nothing inside', () => {
    const said = (der: Uint8Array) => describeCertificate(der).parseError
    expect(said(sequence(sequence(integer(1)), sequence(), bitString(new Uint8Array())))).toContain(
      'certificate: members are missing',
    )
    expect(said(sequence(integer(1)))).toMatch(/^certificate: not a DER certificate; signatureAlgorithm: /)
    expect(describeCertificate(sequence(sequence(integer(1)))).selfSigned).toBe(false)
  })

  test('is not self-signed, though its names are equal', () => {
    const name = nameOf(['2.5.4.3', 'x'])
    const members = { issuer: name, subject: name }
    expect(describeCertificate(rawCertificate(members)).selfSigned).toBe(false)
    expect(describeCertificate(rawCertificate({ ...members, publicKey: sequence() })).selfSigned).toBe(false)
  })

  test('trailing data is named', () => {
    expect(describeCertificate(Buffer.concat([ca.der, Uint8Array.of(0, 0)])).parseError).toBe(
      'certificate: 2 bytes of trailing data',
    )
  })
})
