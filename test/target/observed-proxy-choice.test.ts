import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { resolveRelease } from '../../src/release/resolve.ts'
import { chooseProxy } from '../../src/target/proxy.ts'
import { readServerUrl } from '../../src/target/server-url.ts'

interface Scenario {
  readonly id: string
  readonly category: string
  readonly kubeconfig?: { readonly clusters: readonly { readonly cluster: Cluster }[] }
  readonly env?: Readonly<Record<string, string>>
  readonly results: readonly {
    readonly cmd: string
    readonly stderr: string
    readonly kubectl: readonly string[]
    readonly conns: readonly (readonly number[])[]
  }[]
}

interface Cluster {
  readonly server?: string
  readonly 'proxy-url'?: string
}

const { scenarios }: { readonly scenarios: readonly Scenario[] } = JSON.parse(
  readFileSync(new URL('../vectors/kubectl/kubectl-observed.json', import.meta.url), 'utf8'),
)

/** Scenarios whose result shows which way kubectl went: both the server and the proxy counted their connections. */
const cases = scenarios.flatMap((scenario) => {
  const cluster = scenario.kubeconfig?.clusters[0]?.cluster
  if (scenario.category !== 'proxy-dns-dial' || cluster?.server === undefined) return []
  if (scenario.env === undefined && cluster['proxy-url'] === undefined) return []
  return scenario.results.flatMap((result) => {
    const [toServer = 0, toProxy] = result.conns[0] ?? []
    if (result.cmd !== 'raw' || toProxy === undefined) return []
    const lookedUp = /lookup ("?\w+)/.exec(result.stderr)?.[1] ?? null
    return [
      { scenario, cluster, releases: result.kubectl, viaProxy: toProxy > 0, reached: toServer + toProxy > 0, lookedUp },
    ]
  })
})

describe('the proxy that real kubectls took', () => {
  it('is known for enough scenarios to mean something', () => {
    expect(cases.length).toBeGreaterThan(80)
  })

  it.each(
    cases.map(
      (each) => [`${each.scenario.id} (${each.releases.length} releases from ${each.releases[0]})`, each] as const,
    ),
  )('%s', (_title, { scenario, cluster, releases, viaProxy, reached, lookedUp }) => {
    for (const requested of releases) {
      const { behaviours } = resolveRelease({ version: null, goVersion: null, requested }, {})
      const choice = choiceFor(cluster, scenario.env ?? {}, behaviours)
      if (reached) expect([requested, choice.proxy !== null]).toEqual([requested, viaProxy])
      else if (lookedUp !== null) expect([requested, choice.proxy?.host]).toEqual([requested, lookedUp])
    }
  })
})

/** Proxies at a closed port or an unknown name: only the text tells. */
const byText = scenarios.flatMap((scenario) => {
  const cluster = scenario.kubeconfig?.clusters[0]?.cluster
  if (!/^px-(ftp|foo|socks4|bad-url|just-scheme|quoted)/.test(scenario.id) || cluster === undefined) return []
  return scenario.results.flatMap((result) => {
    if (result.cmd !== 'raw') return []
    const lookedUp = /lookup ("?\w+)/.exec(result.stderr)?.[1] ?? null
    return result.kubectl.map((kubectl) => ({
      scenario,
      cluster,
      kubectl,
      lookedUp,
      direct: result.conns[0]?.[0] === 1,
    }))
  })
})

describe('values that Go reads in its own way', () => {
  it.each(byText.map((each) => [`${each.scenario.id} with ${each.kubectl}`, each] as const))(
    '%s',
    (_title, { scenario, cluster, kubectl, lookedUp, direct }) => {
      const { behaviours } = resolveRelease({ version: null, goVersion: null, requested: kubectl }, {})
      const { proxy } = choiceFor(cluster, scenario.env ?? {}, behaviours)
      if (direct) expect(proxy).toBeNull()
      else if (lookedUp !== null) expect(proxy?.host).toBe(lookedUp)
      else expect(proxy?.host).toBe(scenario.id === 'px-just-scheme' ? 'localhost' : '10.9.0.3')
    },
  )
})

function choiceFor(
  cluster: Cluster,
  env: Readonly<Record<string, string>>,
  behaviours: Parameters<typeof chooseProxy>[2],
): ReturnType<typeof chooseProxy> {
  const server = readServerUrl({ value: ports(cluster.server ?? ''), at: { kind: 'default' } })
  if (server.kind === 'refused') throw new Error(server.error.message)
  const proxyUrl = cluster['proxy-url']
  const question = {
    scheme: server.value.scheme,
    host: server.value.host,
    port: server.value.port,
    proxyUrl: proxyUrl === undefined ? null : { value: ports(proxyUrl), at: { kind: 'default' } as const },
  }
  return chooseProxy(
    question,
    Object.fromEntries(Object.entries(env).map(([name, value]) => [name, ports(value)])),
    behaviours,
  )
}

function ports(text: string): string {
  return text.replaceAll('<PORT>', '6443').replaceAll('<PORT2>', '3128')
}
