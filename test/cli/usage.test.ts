import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { runCommandLine } from '../../src/cli/run.ts'
import { startScenario } from '../../src/demo/scenarios.ts'
import type { RunningScenario } from '../../src/demo/world.ts'
import { nodeSystem } from '../../src/system/node.ts'
import { fakeWorld } from './fake-world.ts'
import { usageCommands } from './usage-commands.ts'

let running: RunningScenario | null = null
const folder = mkdtempSync(join(tmpdir(), 'tlsdoctor-usage-'))

afterEach(async () => {
  await running?.close()
  running = null
})

afterAll(() => rmSync(folder, { recursive: true }))

test('“Mend it”: list, show, apply, undo, in this order', async () => {
  running = await startScenario('proxy-refusing', nodeSystem())
  const original = readFileSync(running.kubeconfigPath, 'utf8')
  const said = []
  for (const command of usageCommands('Mend it')) said.push(await run(command, running.kubeconfigPath))
  expect(said.map(({ code }) => code)).toEqual([0, 0, 0, 0])
  const [list, one, applied, undone] = said.map(({ out }) => out)
  expect(list).toContain('✓ proxy-url-remove: take proxy-url out of cluster demo')
  expect(one).toContain('$ kubectl config unset clusters.demo.proxy-url')
  expect(applied).toMatch(/^✓ DONE /)
  expect(undone).toBe(`restored: ${running.kubeconfigPath}\n`)
  expect(readFileSync(running.kubeconfigPath, 'utf8')).toBe(original)
})

test('“Many contexts at once”: every command gives a row for prod and one for staging', async () => {
  running = await startScenario('healthy', nodeSystem())
  const text = readFileSync(running.kubeconfigPath, 'utf8')
  const kubeconfig = join(folder, 'config')
  const context = (name: string) => `- name: ${name}\n  context:\n    cluster: demo\n    user: demo\n`
  const [before, after] = text.split(context('demo'))
  writeFileSync(
    kubeconfig,
    `${before}${context('prod')}${context('staging')}${after}`.replace('-context: demo', '-context: prod'),
  )
  const commands = usageCommands('Many contexts at once')
  expect(commands).toHaveLength(4)
  for (const command of commands) {
    const { code, out } = await run(command, kubeconfig)
    expect([0, 1], command.join(' ')).toContain(code)
    if (command.includes('json')) expect(JSON.parse(out).contexts).toEqual(['prod', 'staging'])
    else expect(out).toMatch(/\n. prod .*\n. staging .*\n\n2 contexts: /)
  }
})

async function run(args: readonly string[], kubeconfig: string) {
  const world = { ...fakeWorld(), stdinIsTty: true, ask: async () => 'y' }
  const inside = {
    ...nodeSystem(),
    env: { HOME: folder, KUBECONFIG: kubeconfig, ...running?.environment },
    homeDir: folder,
    which: () => null,
  }
  const code = await runCommandLine(args, { ...world, system: async () => inside })
  return { code, out: world.out(), err: world.err() }
}
