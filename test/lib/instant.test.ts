import { expect, test } from 'vitest'
import { parseInstant } from '../../src/lib/instant.ts'

test.each([
  ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000Z'],
  ['2026-01-31 12:00:00.25+02:00', '2026-01-31T10:00:00.250Z'],
  ['2026-01-31T12:00:00-00:30', '2026-01-31T12:30:00.000Z'],
  ['1769860800', '2026-01-31T12:00:00.000Z'],
  ['-1', '1969-12-31T23:59:59.000Z'],
])('%s', (text, expected) => {
  expect(parseInstant(text)?.toISOString()).toBe(expected)
})

test.each([
  '',
  'now',
  '2026-01-31',
  '2026-02-30T00:00:00Z',
  '2026-01-31T25:00:00Z',
  '2026-01-31T12:00:00',
  '999999999999',
])('%j is none', (text) => {
  expect(parseInstant(text)).toBeNull()
})
