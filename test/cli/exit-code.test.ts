import { expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli/exit-code.ts'

test.each([
  ['healthy', 'error', 0],
  ['degraded', 'error', 0],
  ['failing', 'error', 1],
  ['unfinished', 'error', 3],
  ['healthy', 'warning', 0],
  ['degraded', 'warning', 1],
  ['failing', 'warning', 1],
  ['unfinished', 'warning', 3],
  ['healthy', 'never', 0],
  ['degraded', 'never', 0],
  ['failing', 'never', 0],
  ['unfinished', 'never', 3],
] as const)('%s with --fail-on %s is %i', (outcome, failOn, code) => {
  expect(exitCodeOf(outcome, failOn, false)).toBe(code)
  expect(exitCodeOf(outcome, failOn, true)).toBe(130)
})
