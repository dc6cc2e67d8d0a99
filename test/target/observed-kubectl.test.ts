import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadKubeconfig } from '../../src/kubeconfig/load.ts'
import { Secret } from '../../src/lib/secret.ts'
import type { ConnectionFlags } from '../../src/target/connection-flags.ts'
import { resolveTarget } from '../../src/target/resolve.ts'
import { fakeSystem } from '../kubeconfig/fake-system.ts'
import { type KubeconfigText, unrecordedKubeconfigs } from './unrecorded-kubeconfigs.ts'

interface Scenario {
  readonly id: string
  readonly category: string
  readonly kubeconfig?: object
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
  readonly results: readonly {
    readonly cmd: string
    readonly rc: number
    readonly stderr: string
    readonly kubectl: readonly string[]
    readonly conns: readonly (readonly number[])[]
  }[]
}

const RELEASE = 'v1.34.5'
const PORTS = { '<PORT>': '6443', '<PORT2>': '3128' }

/** Not decided by kubeconfig and flags. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'auth-oidc': 'covered by authentication.test.ts; the scenario does not record its user',
  'exec-missing': 'the plugin runs at the first request: exec-plugin.test.ts',
  'exec-missing-hint': 'the plugin runs at the first request: exec-plugin.test.ts',
  'exec-fail': 'the plugin runs at the first request: exec-plugin.test.ts',
  'exec-junk': 'the plugin runs at the first request: exec-plugin.test.ts',
  'exec-empty': 'the plugin runs at the first request: exec-plugin.test.ts',
  'exec-nostatus': 'the plugin runs at the first request: exec-plugin.test.ts',
  'exec-notoken': 'the plugin runs at the first request: exec-plugin.test.ts',
  'exec-wrongver': 'the plugin runs at the first request: exec-plugin.test.ts',
  'exec-certonly': 'the plugin runs at the first request: exec-plugin.test.ts',
  'tcp-bigport': 'refused by net/http when it dials; the text is tested in server-url.test.ts',
}

const vectors: { readonly scenarios: readonly Scenario[] } = JSON.parse(
  readFileSync(new URL('../vectors/kubectl/kubectl-observed.json', import.meta.url), 'utf8'),
)
const authority = Buffer.from(
  /"certificate-authority-data":"([^"]+)"/.exec(
    JSON.stringify(vectors.scenarios.find((scenario) => scenario.id === 'px-ok')?.kubeconfig),
  )?.[1] ?? '',
  'base64',
)
const observed = vectors.scenarios.flatMap((scenario) => {
  const result = scenario.results.find((each) => each.cmd === 'raw' && each.kubectl.includes(RELEASE))
  const recorded = scenario.kubeconfig ?? unrecordedKubeconfigs[scenario.id]
  return result === undefined || recorded === undefined || scenario.id in EXCEPTIONS
    ? []
    : [{ scenario, result, recorded }]
})

describe(`what kubectl ${RELEASE} refused before any connection`, () => {
  it.each(observed.map((each) => [each.scenario.id, each] as const))('%s', (_id, { scenario, result, recorded }) => {
    expect(refusalOf(scenario, recorded)).toBe(refusedBeforeConnecting(result) ? fatalText(result.stderr) : null)
  })

  it('covers every scenario of the category, but for those listed with a reason', () => {
    const covered = new Set([...observed.map((each) => each.scenario.id), ...Object.keys(EXCEPTIONS)])
    const left = vectors.scenarios.filter(
      (each) => each.category === 'kubeconfig-commands' && each.results.some((result) => result.cmd === 'raw'),
    )
    expect(left.map((each) => each.id).filter((id) => !covered.has(id))).toEqual([])
  })
})

function refusalOf(scenario: Scenario, recorded: object | KubeconfigText): string | null {
  const given = 'files' in recorded ? recorded : { files: { '<KUBECONFIG>': JSON.stringify(recorded) } }
  const files = Object.fromEntries(
    Object.entries(given.files).map(([file, text]) => [rooted(file), text && rooted(ports(text))]),
  )
  const system = fakeSystem({
    files: {
      '/tmp': null,
      '/LAB/ca.crt': authority,
      '/LAB/ca2.crt': authority,
      '/LAB/empty.crt': '',
      // A pair of files is judged only where the server asks for it.
      '/LAB/cl.crt': 'not judged here',
      '/LAB/cl.key': 'not judged here',
      '/LAB/other.key': 'not judged here',
      '/LAB/junk.key': 'not judged here',
      ...files,
    },
    env: rootedValues({ KUBECONFIG: '<KUBECONFIG>', ...given.env, ...scenario.env }),
  })
  const flags = flagsOf((scenario.args ?? []).map(rooted))
  const loaded = loadKubeconfig(flags.kubeconfig, system)
  if (loaded.kind === 'refused') return unrooted(loaded.error.message)
  const resolved = resolveTarget(loaded.kubeconfig, flags, system)
  if (resolved.kind === 'refused') return unrooted(resolved.error.message)
  return resolved.target.oddities.some((oddity) => oddity.code === 'credentials-missing') ? 'error: EOF' : null
}

/** No try reached the server or the proxy, and the text is none that the network gives. */
function refusedBeforeConnecting(result: Scenario['results'][number]): boolean {
  const connected = result.conns.flat().some((count) => count > 0)
  const network = /^Unable to connect to the server: .*(dial tcp|proxyconnect|lookup|socks connect)/m
  const beforeDialling =
    /^Unable to connect to the server: (unsupported protocol|refusing to use|dial tcp: address|invalid )/m
  if (connected || result.rc === 0) return false
  return (
    /^(error: |Error in configuration)/m.test(result.stderr) ||
    (beforeDialling.test(result.stderr) && !network.test(result.stderr.replace('dial tcp: address', '')))
  )
}

function fatalText(stderr: string): string {
  return ports(stderr.replace(/^([EWI]<MMDD>.*|<REPEATED .*)\n/gm, '').replace(/\n$/, ''))
}

/** The laboratory's folder was anonymised to a relative name. */
function rooted(text: string): string {
  return text.replaceAll('LAB/', '/LAB/')
}

function rootedValues(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, rooted(value)]))
}

function unrooted(text: string): string {
  return text.replaceAll('/LAB/', 'LAB/')
}

function ports(text: string): string {
  return Object.entries(PORTS).reduce((all, [name, port]) => all.replaceAll(name, port), text)
}

function flagsOf(args: readonly string[]): ConnectionFlags {
  const joined = args[0] === '-s' ? [`--server=${args[1]}`] : args
  const values = Object.fromEntries(
    joined.map((arg) => {
      const [name = '', value = 'true'] = arg.replace(/^--/, '').split(/=(.*)/s)
      const key = name.replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase())
      if (key === 'token' || key === 'password') return [key, new Secret(value)]
      return [key, key === 'insecureSkipTlsVerify' ? value === 'true' : value]
    }),
  )
  return values
}
