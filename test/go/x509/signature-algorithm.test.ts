import { describe, expect, test } from 'vitest'
import { type Hash, signatureAlgorithmOf } from '../../../src/go/x509/signature-algorithm.ts'
import { contextTag, element, integer, oid, sequence, TAG } from '../../../src/lib/der-encode.ts'

const NULL = element(TAG.null)
const RSASSA_PSS = '1.2.840.113549.1.1.10'
const ED25519 = '1.3.101.112'
const MGF1 = '1.2.840.113549.1.1.8'
const SHA256 = '2.16.840.1.101.3.4.2.1'

describe('signature algorithms by their identifier', () => {
  test.each([
    ['1.2.840.113549.1.1.4', 'MD5-RSA', 'RSA', 'md5'],
    ['1.2.840.113549.1.1.5', 'SHA1-RSA', 'RSA', 'sha1'],
    ['1.3.14.3.2.29', 'SHA1-RSA', 'RSA', 'sha1'],
    ['1.2.840.113549.1.1.11', 'SHA256-RSA', 'RSA', 'sha256'],
    ['1.2.840.113549.1.1.12', 'SHA384-RSA', 'RSA', 'sha384'],
    ['1.2.840.113549.1.1.13', 'SHA512-RSA', 'RSA', 'sha512'],
    ['1.2.840.10040.4.3', 'DSA-SHA1', 'DSA', 'sha1'],
    ['2.16.840.1.101.3.4.3.2', 'DSA-SHA256', 'DSA', 'sha256'],
    ['1.2.840.10045.4.1', 'ECDSA-SHA1', 'ECDSA', 'sha1'],
    ['1.2.840.10045.4.3.2', 'ECDSA-SHA256', 'ECDSA', 'sha256'],
    ['1.2.840.10045.4.3.3', 'ECDSA-SHA384', 'ECDSA', 'sha384'],
    ['1.2.840.10045.4.3.4', 'ECDSA-SHA512', 'ECDSA', 'sha512'],
    [ED25519, 'Ed25519', 'Ed25519', null],
  ])('%s is %s', (identifier, name, key, hash) => {
    expect(signatureAlgorithmOf({ oid: identifier, parameters: null })).toEqual({ name, key, hash, pss: false })
  })

  test('an RSA signature may have a NULL for parameters', () => {
    expect(signatureAlgorithmOf({ oid: '1.2.840.113549.1.1.11', parameters: NULL })?.name).toBe('SHA256-RSA')
  })

  test.each([
    ['an unknown identifier', '1.2.3', null],
    ['Ed25519 with a NULL for parameters', ED25519, NULL],
    ['RSASSA-PSS without parameters', RSASSA_PSS, null],
    ['RSASSA-PSS with parameters that are no sequence', RSASSA_PSS, NULL],
    ['RSASSA-PSS with the defaults of RFC 4055, SHA-1', RSASSA_PSS, sequence()],
  ])('%s is no algorithm', (_, identifier, parameters) => {
    expect(signatureAlgorithmOf({ oid: identifier, parameters })).toBeNull()
  })
})

interface Pss {
  readonly hash: string
  readonly mask: string
  readonly maskHash: string
  readonly salt: number | null
  readonly trailer: number | null
}

describe('RSASSA-PSS parameters', () => {
  const good: Pss = { hash: SHA256, mask: MGF1, maskHash: SHA256, salt: 32, trailer: 1 }

  test.each<readonly [Hash, string, string, number]>([
    ['sha256', 'SHA256-RSAPSS', SHA256, 32],
    ['sha384', 'SHA384-RSAPSS', '2.16.840.1.101.3.4.2.2', 48],
    ['sha512', 'SHA512-RSAPSS', '2.16.840.1.101.3.4.2.3', 64],
  ])('%s with MGF1 of the same hash and a salt as long is %s', (hash, name, identifier, salt) => {
    const expected = { name, key: 'RSA', hash, pss: true }
    expect(pss({ ...good, hash: identifier, maskHash: identifier, salt })).toEqual(expected)
    expect(pss({ ...good, hash: identifier, maskHash: identifier, salt, trailer: null })).toEqual(expected)
    expect(pss({ ...good, hash: identifier, maskHash: identifier, salt: salt + 1 })).toBeNull()
    expect(pss({ ...good, hash: identifier, maskHash: identifier, salt: salt - 1 })).toBeNull()
  })

  test.each<readonly [string, Partial<Pss>]>([
    ['a hash that Go does not take, SHA-1', { hash: '1.3.14.3.2.26', maskHash: '1.3.14.3.2.26', salt: 20 }],
    ['another hash in the mask', { maskHash: '2.16.840.1.101.3.4.2.2' }],
    ['a mask that is not MGF1', { mask: '1.2.840.113549.1.1.9' }],
    ['the default salt of 20 octets', { salt: null }],
    ['a trailer other than 1', { trailer: 2 }],
  ])('%s: no algorithm', (_, change) => {
    expect(pss({ ...good, ...change })).toBeNull()
  })

  test('a hash or a mask that names no algorithm is none', () => {
    const hash = element(contextTag(0, 'constructed'), sequence(oid(SHA256)))
    const nothing = sequence(integer(1))
    expect(pssOf(element(contextTag(0, 'constructed'), nothing))).toBeNull()
    expect(pssOf(hash)).toBeNull()
    expect(pssOf(hash, element(contextTag(1, 'constructed')))).toBeNull()
    expect(pssOf(hash, element(contextTag(1, 'constructed'), nothing))).toBeNull()
    expect(pssOf(hash, element(contextTag(1, 'constructed'), sequence(oid(MGF1))))).toBeNull()
  })
})

function pss({ hash, mask, maskHash, salt, trailer }: Pss) {
  return pssOf(
    element(contextTag(0, 'constructed'), sequence(oid(hash), NULL)),
    element(contextTag(1, 'constructed'), sequence(oid(mask), sequence(oid(maskHash), NULL))),
    ...(salt === null ? [] : [element(contextTag(2, 'constructed'), integer(salt))]),
    ...(trailer === null ? [] : [element(contextTag(3, 'constructed'), integer(trailer))]),
  )
}

function pssOf(...members: readonly Uint8Array[]) {
  return signatureAlgorithmOf({ oid: RSASSA_PSS, parameters: sequence(...members) })
}
