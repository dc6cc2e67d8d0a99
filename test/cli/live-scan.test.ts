import { expect, test } from 'vitest'
import { liveScan } from '../../src/cli/live-scan.ts'
import { crashReport } from '../../src/report/scan.ts'
import { fakeWorld } from './fake-world.ts'

const REPORT = crashReport('x', true, new Date(0), 'linux')
const CONTEXTS = Array.from({ length: 200 }, (_, index) => `c${index}`)

test('what does not fit on the screen: those under way, then those that ended last, in their order', async () => {
  const world = fakeWorld({ tty: 80 })
  const stderr = { ...world.stderr, rows: 8, write: world.stderr.write }
  const live = await liveScan(CONTEXTS, true, { ...world, stderr })
  for (let index = 0; index < 50; index += 1) live.onStart(index)
  for (let index = 0; index < 48; index += 1) live.onReport(index, REPORT)
  const last = world.err().split('\u001b[J').at(-1) ?? ''
  expect(last.split('\n').map((line) => line.slice(0, 6).trimEnd())).toEqual([
    '  CONT',
    '? c45',
    '? c46',
    '? c47',
    '▸ c48',
    '▸ c49',
    '  48 o',
    '',
  ])
  await live.end()
  expect(world.err().endsWith('\u001b[7A\r\u001b[J')).toBe(true)
})

test.each([
  ['where nobody watches', fakeWorld()],
  ['in CI', fakeWorld({ tty: 80, env: { CI: 'true' } })],
  ['on a dumb terminal', fakeWorld({ tty: 80, env: { TERM: 'dumb' } })],
])('nothing is drawn %s', async (_where, world) => {
  const live = await liveScan(CONTEXTS, true, world)
  live.onStart(0)
  live.onReport(0, REPORT)
  await live.end()
  expect(world.err()).toBe('')
})
