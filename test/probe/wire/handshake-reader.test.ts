import { expect, test } from 'vitest'
import { HandshakeReader } from '../../../src/probe/wire/handshake-reader.ts'
import { message } from '../loopback.ts'

const HELLO = message(2, Uint8Array.of(7, 8))
const LARGEST = message(11, new Uint8Array(256 * 1024))

test('messages come out whole, several from one fragment or one from several', () => {
  const reader = new HandshakeReader()
  const both = Buffer.concat([HELLO, HELLO, HELLO.subarray(0, 3)])
  expect(reader.push(both).map(({ type, body }) => [type, [...body]])).toEqual([
    [2, [7, 8]],
    [2, [7, 8]],
  ])
  expect([...reader.unfinished()]).toEqual([2, 0, 0])
  expect(reader.push(HELLO.subarray(3)).map(({ bytes }) => [...bytes])).toEqual([[...HELLO]])
  expect(reader.unfinished()).toHaveLength(0)
})

test('the largest message that is read may come a byte at a time', () => {
  const reader = new HandshakeReader()
  const whole = [...LARGEST].flatMap((octet) => reader.push(Uint8Array.of(octet)))
  expect(whole.map(({ type, bytes }) => [type, bytes.length])).toEqual([[11, LARGEST.length]])
})

test('a larger one is never put together, nor is what follows it', () => {
  const reader = new HandshakeReader()
  const larger = message(11, new Uint8Array(256 * 1024 + 1))
  expect(reader.push(larger)).toEqual([])
  for (let i = 0; i < 1000; i++) expect(reader.push(HELLO)).toEqual([])
  expect([...reader.unfinished()]).toEqual([11, 4, 0, 1])
})
