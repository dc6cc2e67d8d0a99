import { expect, test } from 'vitest'
import { mayChoose, offeredSchemes, sharedGroups, supportedGroups, tls12Suites } from '../../../src/go/tls/offered.ts'
import { resolveRelease } from '../../../src/release/resolve.ts'

const V1_26 = behavioursOf('v1.26.4', 'go1.19.8')
const V1_30 = behavioursOf('v1.30.13', 'go1.23.8')
const V1_32 = behavioursOf('v1.32.5', 'go1.23.8')
const V1_34 = behavioursOf('v1.34.5', 'go1.24.13')
const V1_35 = behavioursOf('v1.35.2', 'go1.25.7')

const ECDHE = [0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc009, 0xc013, 0xc00a, 0xc014]
const RSA = [0x009c, 0x009d, 0x002f, 0x0035]

test('suites with RSA key exchange and 3DES left the hello one after the other', () => {
  expect(tls12Suites(V1_26)).toEqual([...ECDHE, ...RSA, 0xc012, 0x000a])
  expect(tls12Suites(V1_30)).toEqual([...ECDHE, 0xc012])
  expect(tls12Suites(V1_34)).toEqual(ECDHE)
  expect(tls12Suites({ ...V1_34, rsaKeyExchange: true })).toEqual([...ECDHE, ...RSA])
})

test('a post-quantum group came before the others, and was replaced', () => {
  expect(supportedGroups(V1_30)).toEqual([29, 23, 24, 25])
  expect(supportedGroups(V1_32)).toEqual([0x6399, 29, 23, 24, 25])
  expect(supportedGroups(V1_34)).toEqual([0x11ec, 29, 23, 24, 25])
  expect([sharedGroups(V1_30), sharedGroups(V1_32), sharedGroups(V1_34)]).toEqual([[29], [0x6399, 29], [0x11ec, 29]])
})

test('schemes with SHA-1 left in Go 1.25', () => {
  const schemes = [0x0804, 0x0403, 0x0807, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0503, 0x0603]
  expect(new Set(offeredSchemes(V1_35))).toEqual(new Set(schemes))
  expect(new Set(offeredSchemes(V1_34))).toEqual(new Set([...schemes, 0x0201, 0x0203]))
})

test('a server may choose what kubectl offers, or the doctor did beyond that', () => {
  expect([mayChoose(1, [1]), mayChoose(2, [1]), mayChoose(2, [1], [2]), mayChoose(3, [1], [2])]).toEqual([
    true,
    false,
    true,
    false,
  ])
})

function behavioursOf(version: string, goVersion: string) {
  return resolveRelease({ version, goVersion, requested: null }, {}).behaviours
}
