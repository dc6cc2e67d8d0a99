import { expect, test } from 'vitest'
import { parseDuration } from '../../src/lib/duration.ts'

test.each([
  ['0', 0],
  ['60s', 60_000],
  ['1m30s', 90_000],
  ['1.5h', 5_400_000],
  ['250ms', 250],
  ['.5s', 500],
  ['1.s', 1000],
  ['-2s', -2000],
  ['+2s', 2000],
  ['1h1m1s1ms', 3_661_001],
  ['1µs', 0.001],
])('%s is %d ms', (text, milliseconds) => {
  expect(parseDuration(text)).toBeCloseTo(milliseconds, 9)
})

test.each(['', '5', 's', '1 s', '1d', 'x', '1s ', '--1s', '1,5s', '.s', '1S', '\n1s'])(
  '%j is refused, as Go does',
  (text) => {
    expect(parseDuration(text)).toBeNull()
  },
)

test('a long text that is none is refused at once', () => {
  expect(parseDuration(`${'11m'.repeat(1000)}x`)).toBeNull()
  expect(parseDuration('11m'.repeat(1000))).toBe(1000 * 11 * 60_000)
})
