import { describe, expect, test } from 'vitest'
import { parseCertificate } from '../../../src/go/x509/parse-certificate.ts'
import { bitString, boolean, contextTag, element, integer, oid, sequence, TAG } from '../../../src/lib/der-encode.ts'
import { extension, nameOf, type RawMembers, rawCertificate, rawTbs } from '../../x509/raw-certificate.ts'
import { behavioursOfGo } from './behaviours-of-go.ts'

const GO_1_17 = behavioursOfGo('go1.17.0')
const ED25519 = sequence(oid('1.3.101.112'))
const NO_SEQUENCE = integer(1)
const CUT = Uint8Array.of(0x30, 0x05)
const version = (...inside: readonly Uint8Array[]) => element(contextTag(0, 'constructed'), ...inside)
const withNegativeByte = element(TAG.integer, Uint8Array.of(0x80))

describe('a certificate that Go refuses', () => {
  test.each<[string, RawMembers]>([
    ['malformed version', { version: version() }],
    ['malformed version', { version: version(boolean(true)) }],
    ['malformed version', { version: version(integer(2), integer(2)) }],
    ['malformed version', { version: version(withNegativeByte) }],
    ['invalid version', { version: version(integer(3)) }],
    ['malformed serial number', { serial: boolean(true) }],
    ['malformed signature algorithm identifier', { algorithm: NO_SEQUENCE }],
    ['malformed OID', { algorithm: sequence(NO_SEQUENCE) }],
    ['malformed parameters', { algorithm: sequence(oid('1.2.3'), CUT) }],
    ['malformed issuer', { issuer: NO_SEQUENCE }],
    ['invalid RDNSequence', { issuer: sequence(NO_SEQUENCE) }],
    ['malformed validity', { validity: NO_SEQUENCE }],
    ['malformed issuer', { subject: NO_SEQUENCE }],
    ['invalid RDNSequence', { subject: sequence(NO_SEQUENCE) }],
    ['malformed spki', { publicKey: NO_SEQUENCE }],
    ['malformed public key algorithm identifier', { publicKey: sequence(NO_SEQUENCE) }],
    ['malformed OID', { publicKey: sequence(sequence(NO_SEQUENCE), bitString(new Uint8Array(32))) }],
    ['malformed subjectPublicKey', { publicKey: sequence(ED25519, NO_SEQUENCE) }],
    ['malformed extension', { extensions: [NO_SEQUENCE] }],
    ['malformed extension OID field', { extensions: [sequence(NO_SEQUENCE)] }],
    [
      'malformed extension critical field',
      { extensions: [sequence(oid('1.2'), element(TAG.boolean, Uint8Array.of(1)))] },
    ],
    ['malformed extension value field', { extensions: [sequence(oid('1.2'), NO_SEQUENCE)] }],
  ])('for %s', (problem, members) => {
    expect(textOf(rawCertificate(members))).toBe(`x509: ${problem}`)
  })

  test('for what stands around its members', () => {
    const tbs = rawTbs()
    expect(textOf(NO_SEQUENCE)).toBe('x509: malformed certificate')
    expect(textOf(sequence(NO_SEQUENCE))).toBe('x509: malformed tbs certificate')
    expect(textOf(sequence(tbs))).toBe('x509: malformed algorithm identifier')
    expect(textOf(sequence(tbs, sequence(oid('1.2.3'))))).toBe(
      "x509: inner and outer signature algorithm identifiers don't match",
    )
    expect(textOf(sequence(tbs, ED25519))).toBe('x509: malformed signature')
    expect(textOf(sequence(tbs, ED25519, NO_SEQUENCE))).toBe('x509: malformed signature')
    expect(textOf(Buffer.concat([rawCertificate(), NO_SEQUENCE]))).toBe('x509: trailing data')
  })

  test('for members that end the certificate too early', () => {
    const members = [version(integer(2)), integer(7), ED25519, nameOf(), sequence(), nameOf()]
    const cutAfter = (count: number) =>
      textOf(sequence(sequence(...members.slice(0, count)), ED25519, bitString(new Uint8Array())))
    expect([1, 2, 3, 4].map(cutAfter)).toEqual([
      'x509: malformed serial number',
      'x509: malformed signature algorithm identifier',
      'x509: malformed issuer',
      'x509: malformed validity',
    ])
  })

  test('for unique identifiers that are cut, and extensions that are no list', () => {
    const form = (number: number, ...contents: readonly Uint8Array[]) =>
      element(contextTag(number, 'constructed'), ...contents)
    const cut = (tag: number) => Uint8Array.of(tag, 0x7f)
    expect(textOf(rawCertificate({ uniqueIds: [cut(contextTag(1, 'primitive'))] }))).toBe(
      'x509: malformed issuerUniqueID',
    )
    expect(textOf(rawCertificate({ uniqueIds: [cut(contextTag(2, 'primitive'))] }))).toBe(
      'x509: malformed subjectUniqueID',
    )
    expect(textOf(rawCertificate({ uniqueIds: [form(3, NO_SEQUENCE)] }))).toBe('x509: malformed extensions')
    expect(textOf(rawCertificate({ uniqueIds: [cut(contextTag(3, 'constructed'))] }))).toBe(
      'x509: malformed extensions',
    )
  })
})

describe('a certificate that Go takes', () => {
  test('is read member by member', () => {
    const issuer = nameOf(['2.5.4.10', 'a'], ['2.5.4.10', 'b'], ['2.5.4.3', 'c'], ['2.5.4.3', 'd'], ['2.5.4.7', 'e'])
    const parsed = parseCertificate(
      rawCertificate({ issuer, subject: issuer }, Uint8Array.of(1, 2)),
      behavioursOfGo('go1.24.0'),
    )
    expect(parsed.ok && parsed.certificate).toMatchObject({
      version: 3,
      serial: 0x0102030405060708n,
      subject: { commonName: 'd', organization: ['a', 'b'] },
      rawIssuer: issuer,
      rawSubject: issuer,
      signatureAlgorithm: { oid: '1.3.101.112', parameters: null },
      signature: Uint8Array.of(1, 2),
      extensions: [],
      facts: { unhandledCritical: false, keyUsage: 0, basicConstraints: null, policies: [], extKeyUsages: [] },
    })
  })

  test('has the unused bits of its signature at the end', () => {
    const signed = (...octets: readonly number[]) =>
      sequence(rawTbs(), ED25519, bitString(Uint8Array.from(octets.slice(1)), octets[0]))
    const signatureOf = (der: Uint8Array) => {
      const parsed = parseCertificate(der, behavioursOfGo('go1.24.0'))
      return parsed.ok ? [...parsed.certificate.signature] : parsed.error.text
    }
    expect(signatureOf(signed(0, 0xab, 0xc0))).toEqual([0xab, 0xc0])
    expect(signatureOf(signed(4, 0xab, 0xc0))).toEqual([0x0a, 0xbc])
  })

  test('has no extensions before version 3, nor unique identifiers before version 2', () => {
    const extensions = [extension('1.2.3', new Uint8Array(), true)]
    const critical = (members: RawMembers, behaviours = behavioursOfGo('go1.24.0')) => {
      const parsed = parseCertificate(rawCertificate(members), behaviours)
      return parsed.ok ? parsed.certificate.facts.unhandledCritical : parsed.error.text
    }
    expect(critical({ extensions })).toBe(true)
    expect(critical({ extensions, version: version(integer(1)) })).toBe(false)
    expect(critical({ extensions, version: null })).toBe(false)
    expect(critical({ extensions, version: version(integer(0)) })).toBe(false)
    const uniqueIds = [
      element(contextTag(1, 'primitive'), Uint8Array.of(0)),
      element(contextTag(2, 'primitive'), Uint8Array.of(0)),
    ]
    expect(critical({ extensions, uniqueIds })).toBe(true)
    expect(critical({ version: null, uniqueIds: [Uint8Array.of(contextTag(1, 'primitive'), 0x7f)] })).toBe(false)
    expect(critical({ extensions, version: version(integer(1)) }, GO_1_17)).toBe(true)
  })

  test('may hold nothing in its list of extensions', () => {
    const uniqueIds = [element(contextTag(3, 'constructed'), sequence())]
    const parsed = parseCertificate(rawCertificate({ uniqueIds }), behavioursOfGo('go1.24.0'))
    expect(parsed.ok && parsed.certificate.extensions).toEqual([])
  })
})

function textOf(der: Uint8Array): string | null {
  const parsed = parseCertificate(der, behavioursOfGo('go1.24.0'))
  return parsed.ok ? null : parsed.error.text
}
