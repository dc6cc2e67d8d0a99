import { expect, test } from 'vitest'
import { decodePem } from '../../src/x509/pem.ts'

test.each([
  ['first lines', '-----BEGIN X-----\n'.repeat(900_000)],
  ['first lines, and an end', `${'-----BEGIN X-----\n'.repeat(900_000)}-----END X-----\n`],
  ['first lines that are headers, too', '-----BEGIN :-----\n'.repeat(100_000)],
  ['headers', `-----BEGIN X-----\n${'a: b\n'.repeat(1_000_000)}`],
])('looks no longer at text of nothing but %s than at any other', (_, text) => {
  expect(decodePem(text)).toEqual(
    text.endsWith('-----END X-----\n') ? [{ label: 'X', headers: {}, der: new Uint8Array(0) }] : [],
  )
})
