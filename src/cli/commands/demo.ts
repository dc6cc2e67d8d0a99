import { DEFAULT_SCENARIO, isScenarioName, scenarios, startScenario } from '../../demo/scenarios.ts'
import { UsageError } from '../../errors.ts'
import { askedDiagnosis, diagnoseAndShow } from '../diagnosis.ts'
import { EXIT } from '../exit-code.ts'
import { isSet, type RunCommand } from '../invocation.ts'
import { shown } from '../read-flags.ts'
import type { World } from '../world.ts'

/** Sets a scenario up on loopback and diagnoses it for real. */
export const runDemo: RunCommand = async (invocation, world) => {
  if (isSet(invocation, 'list')) return listScenarios(world)
  const asked = askedDiagnosis(invocation)
  const name = invocation.positionals[0] ?? DEFAULT_SCENARIO
  if (!isScenarioName(name)) {
    const known = Object.keys(scenarios).join(', ')
    throw new UsageError(`there is no scenario ${JSON.stringify(shown(name))}; there are: ${known}`)
  }
  const system = await world.system()
  const running = await startScenario(name, system)
  try {
    await world.stderr.write(`demo ${name}: ${running.describe}\n\n`)
    const request = { ...asked.request, flags: { ...asked.request.flags, kubeconfig: running.kubeconfigPath } }
    const inside = { ...system, env: { ...system.env, ...running.environment } }
    return await diagnoseAndShow({ ...asked, request }, inside, world)
  } finally {
    await running.close()
  }
}

async function listScenarios(world: World): Promise<number> {
  const width = Math.max(...Object.keys(scenarios).map((name) => name.length)) + 2
  const lines = Object.entries(scenarios).map(([name, { summary }]) => `${name.padEnd(width)}${summary}\n`)
  await world.stdout.write(lines.join(''))
  return EXIT.ok
}
