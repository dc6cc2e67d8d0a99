import { expect, test } from 'vitest'
import { toBase64 } from '../../src/lib/bytes.ts'
import { describeCertificate } from '../../src/x509/describe.ts'
import { described } from '../../src/x509/described.ts'

test('a certificate is described once, until five hundred others were', () => {
  const der = (n: number) => toBase64(Uint8Array.of(4, 2, n >> 8, n & 0xff))
  const first = described(der(0))
  expect(first).toEqual(describeCertificate(Uint8Array.of(4, 2, 0, 0)))
  for (let n = 1; n < 500; n++) described(der(n))
  expect(described(der(0))).toBe(first)
  described(der(500))
  expect(described(der(0))).not.toBe(first)
  expect(described(der(500))).toBe(described(der(500)))
})
