import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runCommandLine } from '../../src/cli/run.ts'
import { startScenario } from '../../src/demo/scenarios.ts'
import { nodeSystem } from '../../src/system/node.ts'
import type { System } from '../../src/system/system.ts'
import { fakeWorld } from '../cli/fake-world.ts'
import { leaksIn } from './canary.ts'
import { plantAll, planted } from './credentials.ts'

/** Methods of the system that a diagnosis calls, and at which call each of them breaks. */
const FAULTS: readonly (readonly [keyof System, number])[] = [
  ['readFile', 0],
  ['readFile', 2],
  ['which', 0],
  ['run', 0],
  ['now', 0],
  ['monotonicMs', 0],
  ['monotonicMs', 5],
  ['zoneOffsetMinutes', 0],
]

test.each(FAULTS)('a bug in %s at call %i is told without the secrets at hand, its stack too', async (method, call) => {
  const folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-leaks-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const system = nodeSystem()
  const running = await startScenario('healthy', system)
  onTestFinished(() => running.close())
  const everything = plantAll(folder)
  const kubeconfig = join(folder, 'kubeconfig')
  writeFileSync(kubeconfig, planted(readFileSync(running.kubeconfigPath, 'utf8'), everything, 'plugin'))
  const env = { ...system.env, ...running.environment, HOME: folder, KUBECONFIG: kubeconfig }
  const world = fakeWorld()
  const broken = breaking({ ...system, env }, method, call)
  const code = await runCommandLine(['-v', '9', '--kubectl-version', 'v1.34'], { ...world, system: async () => broken })
  expect(world.err()).toContain('this is a bug of kubectl-tlsdoctor, please report it: planted')
  expect(world.err()).toContain('    at ')
  expect(code).toBe(70)
  expect(leaksIn('', world.err() + world.out(), everything.canaries)).toEqual([])
})

/** Throws as a method of our own would: with what it was called for nowhere in its words. */
function breaking(system: System, method: keyof System, call: number): System {
  const original = system[method]
  if (typeof original !== 'function') throw new Error(`${method} is no method`)
  let calls = 0
  const wrapped = (...args: unknown[]): unknown => {
    if (calls++ === call) throw new Error('planted')
    return Reflect.apply(original, system, args)
  }
  return { ...system, [method]: wrapped }
}
