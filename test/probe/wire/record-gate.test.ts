import { expect, test } from 'vitest'
import { concatBytes, toHex } from '../../../src/lib/bytes.ts'
import { RecordGate } from '../../../src/probe/wire/record-gate.ts'
import { record } from '../loopback.ts'

const records = [1, 2, 3].map((n) => record(22, Uint8Array.of(n)))

/** A gate whose answer is given after so many records were looked at. */
function gate(verdict: boolean, after: number) {
  const log: string[] = []
  let looked = 0
  let undecided = false
  const made = new RecordGate({
    look: (bytes) => {
      looked++
      log.push(`look ${toHex(bytes)}`)
    },
    undecided: () => undecided,
    answer: () => (looked >= after ? verdict : null),
    pass: (bytes) => log.push(`pass ${toHex(bytes)}`),
    refuse: () => log.push('refuse'),
    hold: (held) => log.push(held ? 'hold' : 'release'),
  })
  return { gate: made, log, hold: (value: boolean) => (undecided = value) }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('each record is looked at before it is passed, one a turn, until the answer is yes', async () => {
  const { gate: opened, log } = gate(true, 2)
  opened.received(concatBytes(...records))
  expect(log).toEqual(['look 160303000101', 'pass 160303000101'])
  await turn()
  expect(log.slice(2)).toEqual(['look 160303000102', 'pass 160303000102', 'look 160303000103', 'pass 160303000103'])
})

test('after a no nothing more is passed', async () => {
  const { gate: closed, log } = gate(false, 2)
  closed.received(concatBytes(...records))
  await turn()
  closed.received(concatBytes(...records))
  await turn()
  expect(log).toEqual(['look 160303000101', 'pass 160303000101', 'look 160303000102', 'refuse'])
})

test('a record that cannot be read yet waits, and is looked at once', () => {
  const { gate: waiting, log, hold } = gate(true, 1)
  hold(true)
  waiting.received(concatBytes(...records.slice(0, 1)))
  waiting.resume()
  expect(log).toEqual(['look 160303000101'])
  hold(false)
  waiting.resume()
  expect(log).toEqual(['look 160303000101', 'pass 160303000101'])
})

test('a peer that speaks no TLS at all is handed on for OpenSSL to complain of', () => {
  const { gate: open, log } = gate(true, 99)
  open.received(new TextEncoder().encode('SSH-2'))
  expect(log).toEqual(['look 5353482d32', 'pass 5353482d32'])
})

test('a peer that stops speaking TLS half-way is refused', async () => {
  const { gate: refused, log } = gate(true, 99)
  refused.received(concatBytes(...records.slice(0, 1)))
  await turn()
  refused.received(new TextEncoder().encode('SSH-2'))
  expect(log.at(-1)).toBe('refuse')
})

test('a peer that is faster than the looking is read no further until most of what came was looked at', async () => {
  const { gate: slow, log } = gate(true, 1000)
  slow.received(concatBytes(...Array.from({ length: 300 }, () => records[0] ?? new Uint8Array())))
  expect(log.slice(0, 3)).toEqual(['hold', 'look 160303000101', 'pass 160303000101'])
  for (let passed = 1; passed < 45; passed += 1) await turn()
  expect(log.filter((line) => line === 'release')).toEqual(['release'])
  expect(log.indexOf('release')).toBe(2 * 45)
  for (let passed = 45; passed < 301; passed += 1) await turn()
  expect(log.filter((line) => line.startsWith('pass'))).toHaveLength(300)
})
