import type { Scenario } from './scenario.ts'
import { worldOf } from './scenario.ts'
import { field } from './scenarios/field.ts'
import { interception } from './scenarios/interception.ts'
import { proxies } from './scenarios/proxies.ts'
import { routesAndNames } from './scenarios/routes-and-names.ts'
import { servers } from './scenarios/servers.ts'
import { tunnels } from './scenarios/tunnels.ts'
import type { WorldSpec } from './world-spec.ts'
import { isWorldName, worlds } from './worlds.ts'

/** The worlds, and small variations of a few of them, as data. A name is unique among all of them. */
const scenarioGroups = { field, interception, proxies, routesAndNames, servers, tunnels } satisfies Readonly<
  Record<string, Readonly<Record<string, Scenario>>>
>

/** All of them, by name. */
export const allScenarios: ReadonlyMap<string, Scenario> = new Map(
  Object.values(scenarioGroups).flatMap((group) => Object.entries<Scenario>(group)),
)

/** By the name of a world or of a scenario. */
export function worldSpec(name: string): WorldSpec {
  if (isWorldName(name)) return worlds[name]
  const scenario = allScenarios.get(name)
  if (scenario === undefined) throw new Error(`no world ${name}`)
  return worldOf(scenario)
}
