import { expect, test } from 'vitest'
import { interruptible } from '../../src/cli/interrupt.ts'
import { fakeWorld } from './fake-world.ts'

test('the first Ctrl-C aborts, the second ends at once', () => {
  const world = fakeWorld()
  const { signal } = interruptible(world)
  expect(signal.aborted).toBe(false)
  world.interrupt()
  expect([signal.aborted, world.exits]).toEqual([true, []])
  expect(world.err()).toBe('\ninterrupted: what was found follows; Ctrl-C again ends at once\n')
  world.interrupt()
  expect(world.exits).toEqual([130])
})

test('afterwards Ctrl-C is left alone', () => {
  const world = fakeWorld()
  const { signal, stop } = interruptible(world)
  stop()
  world.interrupt()
  expect([signal.aborted, world.exits]).toEqual([false, []])
})
