import { expect, test } from 'vitest'
import { newCheckList } from './check-list.ts'

test('a check that throws is printed with its reason and counted as failed, and the next goes on', async () => {
  const lines: string[] = []
  const checks = newCheckList((line) => lines.push(line))
  expect(await checks.holds('linux/amd64', 'it is linked', () => {})).toBe(true)
  const throwing = () => Promise.reject(new Error('it ended with status 1\nno such file\n'))
  expect(await checks.holds('linux/amd64', 'it is there', throwing)).toBe(false)
  expect(await checks.holds('manifest', 'it is read', () => Promise.resolve())).toBe(true)
  expect(lines).toEqual([
    '✓ linux/amd64        it is linked',
    '✗ linux/amd64        it is there\n    it ended with status 1\n    no such file',
    '✓ manifest           it is read',
  ])
  expect([checks.passed, checks.failed]).toEqual([2, 1])
})
