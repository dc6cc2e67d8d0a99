import type { System } from '../system/system.ts'
import { type RunningScenario, World } from './world.ts'

/** One situation that `demo` can set up. */
export interface Scenario {
  /** One line for `demo --list`. */
  readonly summary: string
  /** What has been set up, in a sentence or two, for above the diagnosis. */
  readonly describe: string
  start(world: World): Promise<{ readonly server: string; readonly proxyUrl: string | null; readonly ca: string }>
}

/**
 * All of them live on 127.0.0.1. Go never takes a proxy from the environment for a loopback address, so where a proxy
 * is part of the story it stands in the kubeconfig (`proxy-url`), which Go obeys for every address.
 */
export const scenarios = {
  golden: {
    summary: 'an intercepting proxy is the only way out, and cannot reach the server itself',
    describe:
      'The kubeconfig names its API server by IP address and pins the cluster CA. Its proxy ends TLS and shows a certificate of its own making; nothing listens where the server should be, neither for kubectl nor for the proxy.',
    // A closed port on loopback stands for the network that has no route to the server: a real unreachable address
    // would have to be dialled to be shown, and the demo must not leave the machine.
    async start(world) {
      const port = await world.closedPort()
      return { server: `https://127.0.0.1:${port}`, proxyUrl: await world.interceptingProxy(), ca: world.clusterCa.pem }
    },
  },
  healthy: {
    summary: 'nothing is wrong',
    describe: 'An API server on loopback with a certificate for its address; no proxy.',
    start: async (world) => direct(world, await world.apiServer()),
  },
  expired: {
    summary: "the API server's certificate expired yesterday",
    describe: 'An API server whose certificate was not renewed in time.',
    start: async (world) => direct(world, await world.apiServer({ validDays: [-366, -1] })),
  },
  'ca-rotated': {
    summary: 'the cluster was created anew, the kubeconfig is of the old one',
    describe:
      'The CA in the kubeconfig has the same name as the one that signed the server certificate, but another key.',
    start: async (world) => ({ ...direct(world, await world.apiServer()), ca: world.otherClusterCa().pem }),
  },
  'name-mismatch': {
    summary: "the server's address is not in its certificate",
    describe:
      'An API server that is addressed by an IP address which its certificate does not hold, as through a tunnel or a new load balancer.',
    start: async (world) => direct(world, await world.apiServer({ addresses: [] })),
  },
  'intercepted-transparently': {
    summary: 'something on the way ends TLS without being asked',
    describe: "No proxy is configured, but what answers at the server's address makes up a certificate for every name.",
    start: async (world) => direct(world, await world.transparentInterceptor()),
  },
  'proxy-refusing': {
    summary: 'the proxy does not let kubectl through (403)',
    describe: 'A healthy API server, and a proxy in the kubeconfig whose rules forbid to reach it.',
    start: async (world) => ({ ...direct(world, await world.apiServer()), proxyUrl: await world.refusingProxy() }),
  },
  'upstream-refused': {
    summary: 'the proxy tunnels honestly, but the server behind it is down',
    describe: 'A tunnelling proxy that answers 503 because nothing listens where the API server should be.',
    async start(world) {
      const port = await world.closedPort()
      return { server: `https://127.0.0.1:${port}`, proxyUrl: await world.tunnellingProxy(), ca: world.clusterCa.pem }
    },
  },
} satisfies Record<string, Scenario>

export type ScenarioName = keyof typeof scenarios

export const DEFAULT_SCENARIO: ScenarioName = 'golden'

export function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(scenarios, name)
}

/**
 * Sets a scenario up and leaves it running until `close()`. Rejects when the machine gives no port on 127.0.0.1 or no
 * temporary folder.
 */
export async function startScenario(name: ScenarioName, system: System): Promise<RunningScenario> {
  const scenario: Scenario = scenarios[name]
  const world = await World.create(system.now())
  try {
    return await world.run(scenario.describe, await scenario.start(world))
  } catch (error) {
    await world.close()
    throw error
  }
}

function direct(world: World, port: number): { readonly server: string; readonly proxyUrl: null; readonly ca: string } {
  return { server: `https://127.0.0.1:${port}`, proxyUrl: null, ca: world.clusterCa.pem }
}
