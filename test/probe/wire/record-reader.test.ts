import { expect, test } from 'vitest'
import { concatBytes } from '../../../src/lib/bytes.ts'
import { RecordReader } from '../../../src/probe/wire/record-reader.ts'
import { record } from '../loopback.ts'

const two = concatBytes(record(22, Uint8Array.of(1, 2, 3)), record(21, Uint8Array.of(2, 40)))

test('records come out whole, however the bytes were cut', () => {
  for (let cut = 0; cut <= two.length; cut++) {
    const reader = new RecordReader()
    const records = [...reader.push(two.subarray(0, cut)), ...reader.push(two.subarray(cut))]
    expect(records.map(({ type, fragment }) => [type, [...fragment]])).toEqual([
      [22, [1, 2, 3]],
      [21, [2, 40]],
    ])
    expect(reader.midRecord()).toBe(false)
  }
})

test('a started record is told from none', () => {
  const reader = new RecordReader()
  reader.push(two.subarray(0, 2))
  expect(reader.midRecord()).toBe(true)
})

test.each([
  ['HTTP', new TextEncoder().encode('HTTP/1.1 400')],
  ['SSLv2', Uint8Array.of(0x80, 0x2e, 1, 3, 1)],
  ['another major version', Uint8Array.of(22, 4, 0, 0, 0)],
  ['an oversized record', Uint8Array.of(22, 3, 3, 0x48, 0x01)],
])('%s is no TLS', (_, bytes) => {
  const reader = new RecordReader()
  expect(reader.push(bytes)).toEqual([])
  expect(reader.broken()).toBe(true)
  expect(reader.push(two)).toEqual([])
})
