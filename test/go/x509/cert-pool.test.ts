import { expect, test } from 'vitest'
import { CertPool } from '../../../src/go/x509/cert-pool.ts'
import { authority, parsed } from './fixtures.ts'

const root = parsed(authority('root'))

function withKeyIds(sha256: string, subjectKeyId: readonly number[], authorityKeyId: readonly number[] = []) {
  const ids = { subjectKeyId: Uint8Array.from(subjectKeyId), authorityKeyId: Uint8Array.from(authorityKeyId) }
  return { ...root, sha256, facts: { ...root.facts, ...ids } }
}

const absent = withKeyIds('absent', [])
const one = withKeyIds('one', [1])
const two = withKeyIds('two', [2])

test.each([
  ['the agreeing one, the one without, the differing one', [1], ['one', 'absent', 'two']],
  ['the one without where the child names none', [], ['absent', 'two', 'one']],
  ['the one without before those that differ', [3], ['absent', 'two', 'one']],
])('candidates are in this order: %s', (_, authorityKeyId, order) => {
  const child = withKeyIds('child', [9], authorityKeyId)
  expect(new CertPool([two, absent, one]).candidates(child).map(({ sha256 }) => sha256)).toEqual(order)
  expect(new Set(new CertPool([absent, one, two]).candidates(child))).toEqual(new Set([absent, one, two]))
})

test('a certificate is in the pool once, however often it was added', () => {
  const pool = new CertPool([one, one, two])
  expect(pool.candidates(withKeyIds('child', [9]))).toEqual([one, two])
  expect([pool.contains(one), pool.contains(two), pool.contains(absent)]).toEqual([true, true, false])
})

test('another name in the issuer has no candidates', () => {
  expect(new CertPool([one]).candidates({ ...one, rawIssuer: Uint8Array.of(0x30, 0) })).toEqual([])
})
