import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ParseFailure } from '../../../src/go/x509/parse-failure.ts'
import { parsePublicKey } from '../../../src/go/x509/parse-public-key.ts'
import { DerReader } from '../../../src/lib/der.ts'
import { boolean, element, integer, oid, sequence, TAG } from '../../../src/lib/der-encode.ts'
import { createKey } from '../../../src/x509/issue.ts'
import { spkiOf } from '../../x509/raw-certificate.ts'
import { behavioursOfGo } from './behaviours-of-go.ts'

const RSA = '1.2.840.113549.1.1.1'
const ECDSA = '1.2.840.10045.2.1'
const ED25519 = '1.3.101.112'
const DSA = '1.2.840.10040.4.1'
const NULL = element(TAG.null)
const P256 = oid('1.2.840.10045.3.1.7')
const point = (curve: string) => {
  const spki = spkiOf(generateKeyPairSync('ec', { namedCurve: curve }).publicKey)
  const reader = new DerReader(spki).enter(TAG.sequence)
  reader?.any()
  return reader?.bitString()?.bytes ?? new Uint8Array()
}

describe('a key of RSA', () => {
  const rsa = (key: Uint8Array, parameters: Uint8Array | null = NULL) => read(RSA, parameters, key)

  test('is read with its size and exponent, and written anew', () => {
    const key = createKey('rsa-1024')
    const inside = new DerReader(spkiOf(key)).enter(TAG.sequence)
    inside?.any()
    expect(rsa(inside?.bitString()?.bytes ?? NULL)).toEqual({
      type: 'rsa',
      bits: 1024,
      exponent: 65_537n,
      spki: spkiOf(key),
    })
  })

  test.each<[string, Uint8Array, Uint8Array | null]>([
    ['RSA key missing NULL parameters', sequence(integer(3), integer(3)), null],
    ['RSA key missing NULL parameters', sequence(integer(3), integer(3)), Uint8Array.of(5, 1, 0)],
    ['RSA key missing NULL parameters', sequence(integer(3), integer(3)), Uint8Array.of(4, 0)],
    ['RSA key missing NULL parameters', sequence(integer(3), integer(3)), Uint8Array.of(5, 1)],
    ['invalid RSA public key', integer(3), NULL],
    ['invalid RSA modulus', sequence(boolean(true)), NULL],
    ['invalid RSA public exponent', sequence(integer(3)), NULL],
    ['invalid RSA public exponent', sequence(integer(3), integer(2n ** 63n)), NULL],
    ['RSA modulus is not a positive number', sequence(integer(0), integer(3)), NULL],
    ['RSA modulus is not a positive number', sequence(integer(-3), integer(0)), NULL],
    ['RSA public exponent is not a positive number', sequence(integer(3), integer(0)), NULL],
  ])('is refused: %s', (problem, key, parameters) => {
    expect(rsa(key, parameters)).toBe(`x509: ${problem}`)
  })
})

describe('a key of an elliptic curve', () => {
  test.each([
    ['secp224r1', '1.3.132.0.33', 'P224'],
    ['P-256', '1.2.840.10045.3.1.7', 'P256'],
    ['P-384', '1.3.132.0.34', 'P384'],
    ['P-521', '1.3.132.0.35', 'P521'],
  ])('on %s is read', (name, id, curve) => {
    expect(read(ECDSA, oid(id), point(name))).toMatchObject({ type: 'ecdsa', curve })
  })

  test('is refused where it names no curve, or another', () => {
    expect(read(ECDSA, null, point('P-256'))).toBe('x509: invalid ECDSA parameters')
    expect(read(ECDSA, NULL, point('P-256'))).toBe('x509: invalid ECDSA parameters')
    expect(read(ECDSA, oid('1.3.132.0.10'), point('secp256k1'))).toBe('x509: unsupported elliptic curve')
  })

  test('is refused where its point is none, in words of the release', () => {
    const good = point('P-256')
    const changed = (at: number, octets: readonly number[]) =>
      Uint8Array.from([...good].toSpliced(at, octets.length, ...octets))
    const words = (key: Uint8Array) => ['go1.24.0', 'go1.26.0'].map((go) => read(ECDSA, P256, key, go))
    const old = 'x509: failed to unmarshal elliptic curve point'
    expect(words(changed(0, [2]))).toEqual([old, 'ecdsa: invalid uncompressed public key'])
    expect(words(good.subarray(0, 64))).toEqual([old, 'invalid P256 point encoding'])
    expect(words(Uint8Array.from([...good, 0]))).toEqual([old, 'invalid P256 point encoding'])
    expect(words(changed(1, Array<number>(32).fill(255)))).toEqual([old, 'invalid P256 element encoding'])
    expect(words(changed(33, Array<number>(32).fill(255)))).toEqual([old, 'invalid P256 element encoding'])
    expect(words(changed(33, Array<number>(32).fill(1)))).toEqual([old, 'P256 point not on curve'])
  })
})

describe('a key of another kind', () => {
  test('Ed25519 has 32 octets and no parameters', () => {
    const octets = new Uint8Array(32).fill(7)
    expect(read(ED25519, null, octets)).toMatchObject({ type: 'ed25519' })
    expect(read(ED25519, NULL, octets)).toBe('x509: Ed25519 key encoded with illegal parameters')
    expect(read(ED25519, null, octets.subarray(1))).toBe('x509: wrong Ed25519 public key size')
  })

  test('DSA has four numbers above zero', () => {
    const numbers = (...values: readonly number[]) => sequence(...values.map(integer))
    expect(read(DSA, numbers(1, 2, 3), integer(4))).toEqual({ type: 'dsa' })
    expect(read(DSA, numbers(1, 2, 3), NULL)).toBe('x509: invalid DSA public key')
    for (const parameters of [null, NULL, numbers(), numbers(1), numbers(1, 2)])
      expect(read(DSA, parameters, integer(4))).toBe('x509: invalid DSA parameters')
    for (const parameters of [numbers(0, 2, 3), numbers(1, -2, 3), numbers(1, 2, 0)])
      expect(read(DSA, parameters, integer(4))).toBe('x509: zero or negative DSA parameter')
    expect(read(DSA, numbers(1, 2, 3), integer(0))).toBe('x509: zero or negative DSA parameter')
  })

  test('that Go does not know is none', () => {
    expect(read('1.3.101.113', null, new Uint8Array(57))).toBeNull()
  })
})

function read(id: string, parameters: Uint8Array | null, key: Uint8Array, go = 'go1.24.0') {
  const parsed = parsePublicKey({ oid: id, parameters }, key, behavioursOfGo(go))
  return parsed instanceof ParseFailure ? parsed.text : parsed
}
