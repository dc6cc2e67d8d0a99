import { expect, test } from 'vitest'
import { sharedRuns } from '../../src/diagnose/shared-runs.ts'
import type { ProcessCommand, System } from '../../src/system/system.ts'
import { fakeSystem } from '../kubeconfig/fake-system.ts'
import { exited } from '../system/exited.ts'

const { signal } = new AbortController()

test('no more processes run at once than allowed, and all of them run', async () => {
  const world = slowWorld()
  const shared = sharedRuns(world.system, 3)
  const runs = Promise.all(Array.from({ length: 10 }, (_, n) => shared.run(command(`get ${n}`, { signal }))))
  for (let ended = 0; ended < 10; ended += 1) {
    await turn()
    expect(world.running()).toBe(Math.min(3, 10 - ended))
    world.endOne()
  }
  expect((await runs).map((result) => result.kind)).toEqual(new Array(10).fill('exited'))
})

test('waiting counts against the bound of who waits', async () => {
  const world = slowWorld()
  const shared = sharedRuns(world.system, 1)
  const runs = [shared.run(command('a', { signal })), shared.run(command('b', { signal }))]
  await turn()
  world.pass(400)
  world.endOne()
  await turn()
  world.endOne()
  await Promise.all(runs)
  expect(world.commands().map(({ timeoutMs }) => timeoutMs)).toEqual([1000, 600])
})

test('what is asked of this machine alone is asked once, what asks a cluster each time', async () => {
  const world = slowWorld()
  const shared = sharedRuns(world.system, 8)
  const runs = [
    shared.run(command('version --client')),
    shared.run(command('version --client')),
    shared.run(command('get', { signal })),
    shared.run(command('get', { signal })),
  ]
  await turn()
  expect(world.commands().map(({ args }) => args[0])).toEqual(['version --client', 'get', 'get'])
  for (let n = 0; n < 3; n += 1) world.endOne()
  expect(await Promise.all(runs)).toHaveLength(4)
})

test('a run that throws gives its place to the next', async () => {
  const system: System = {
    ...fakeSystem(),
    run: async ({ args }) => {
      if (args[0] === 'bad') throw new Error('a bug')
      return EXITED
    },
  }
  const shared = sharedRuns(system, 1)
  const [bad, good] = [shared.run(command('bad', { signal })), shared.run(command('good', { signal }))]
  await expect(bad).rejects.toThrow('a bug')
  expect(await good).toBe(EXITED)
})

function command(argument: string, more: Partial<ProcessCommand> = {}): ProcessCommand {
  return { file: '/bin/kubectl', args: [argument], env: {}, timeoutMs: 1000, ...more }
}

const EXITED = exited()

/** Processes that run until they are told to end. */
function slowWorld() {
  let clock = 0
  const commands: ProcessCommand[] = []
  const open: (() => void)[] = []
  const system: System = {
    ...fakeSystem(),
    monotonicMs: () => clock,
    run(ran) {
      commands.push(ran)
      return new Promise((resolve) => open.push(() => resolve(EXITED)))
    },
  }
  return {
    system,
    commands: () => commands,
    running: () => open.length,
    endOne: () => open.shift()?.(),
    pass(ms: number) {
      clock += ms
    },
  }
}

/** Everything that is ready has run. */
async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}
