import { expect, test } from 'vitest'
import { progress } from '../../src/cli/progress.ts'
import { fakeWorld } from './fake-world.ts'

const planned = { kind: 'path-planned', pathId: 'a', label: 'a', usedByKubectl: true } as const

test('counts the paths on one line of a terminal and wipes it', async () => {
  const world = fakeWorld({ tty: 80 })
  const watched = progress(world)
  watched.onEvent(planned)
  watched.onEvent(planned)
  watched.onEvent({ kind: 'path-ended', pathId: 'a', atMs: 1 })
  await watched.end()
  expect(world.err()).toBe('\rlooking: 0 of 1 paths done\u001b[K\rlooking: 1 of 1 paths done\u001b[K\r\u001b[K')
})

test.each([
  ['in a log', {}],
  ['in CI', { tty: 80, env: { CI: 'true' } }],
  ['on a dumb terminal', { tty: 80, env: { TERM: 'dumb' } }],
])('says nothing %s', async (_, given) => {
  const world = fakeWorld(given)
  const watched = progress(world)
  watched.onEvent(planned)
  await watched.end()
  expect(world.err() + world.out()).toBe('')
})
