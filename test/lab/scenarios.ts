import type { Scenario } from './scenario.ts'
import { worldOf } from './scenario.ts'
import { interception } from './scenarios/interception.ts'
import { proxies } from './scenarios/proxies.ts'
import { routesAndNames } from './scenarios/routes-and-names.ts'
import { servers } from './scenarios/servers.ts'
import { tunnels } from './scenarios/tunnels.ts'
import type { WorldSpec } from './world-spec.ts'
import { isWorldName, worlds } from './worlds.ts'

/** Small variations of a few worlds, as data. A name is unique among all of them. */
const scenarioGroups = { interception, proxies, routesAndNames, servers, tunnels } satisfies Readonly<
  Record<string, Readonly<Record<string, Scenario>>>
>

/** By the name of a world or of a scenario. */
export function worldSpec(name: string): WorldSpec {
  if (isWorldName(name)) return worlds[name]
  for (const group of Object.values(scenarioGroups)) {
    const scenario = Object.entries<Scenario>(group).find(([own]) => own === name)?.[1]
    if (scenario !== undefined) return worldOf(scenario)
  }
  throw new Error(`no world ${name}`)
}
