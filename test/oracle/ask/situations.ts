import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Case } from '../../../src/case.ts'
import type { DiagnoseRequest } from '../../../src/diagnose/request.ts'
import { diagnose, planOnly } from '../../../src/diagnose.ts'
import { REDACTED } from '../../../src/lib/secret.ts'
import { resolveRelease } from '../../../src/release/resolve.ts'
import { nodeSystem } from '../../../src/system/node.ts'
import type { ProcessResult, System } from '../../../src/system/system.ts'
import { type ConnectionFlags, connectionArguments } from '../../../src/target/connection-flags.ts'
import { requestOf } from '../../diagnose/request-of.ts'
import { binaryPath, type OracleRelease } from '../kubectl-binary.ts'
import { startScripted } from '../situations/script.ts'
import {
  BLACKHOLE,
  CLOSED,
  DNS,
  PROHIBITED,
  PROXY,
  SECRETS,
  SERVER,
  type Situation,
  UNREACHABLE,
} from '../situations/situation.ts'
import { askKubectl } from './kubectl.ts'

export const SITUATION_NETWORK = {
  addresses: [SERVER, CLOSED, '192.0.2.12', PROXY, DNS, 'fd00::11', 'fd00::8'],
  hosts: { 'api.example': SERVER, 'proxy.example': PROXY, 'closed.example': CLOSED },
  nameservers: [DNS],
  ip: [
    ['route', 'add', 'unreachable', UNREACHABLE],
    ['route', 'add', 'prohibit', PROHIBITED],
    ['route', 'add', 'blackhole', BLACKHOLE],
  ],
}

/** What the doctor wrote down for some releases, and what each kubectl printed: `undefined` where it had to be ended. */
export interface SituationAnswer {
  readonly id: string
  readonly cases: readonly { readonly releases: readonly string[]; readonly case: Case }[]
  readonly printed: readonly { readonly kubectl: string; readonly text: string | null | undefined }[]
}

/** Puts one situation to the doctor and to every release. To be called inside the namespace of `SITUATION_NETWORK`. */
export async function askAboutSituation(
  situation: Situation,
  releases: readonly OracleRelease[],
  parent: string,
): Promise<SituationAnswer> {
  const folder = mkdtempSync(join(parent, `${situation.id.replaceAll(/[^A-Za-z0-9-]/g, '_').slice(0, 60)}-`))
  const placed = (text: string) => text.replaceAll('FOLDER', folder)
  for (const [name, content] of Object.entries(situation.files ?? {})) {
    if (content === null) mkdirSync(join(folder, name), { recursive: true })
    else writeFileSync(join(folder, name), placed(content))
  }
  if (situation.kubeconfig !== null) writeFileSync(join(folder, 'kubeconfig'), placed(situation.kubeconfig))
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    TZ: 'UTC',
    ...(situation.kubeconfig === null ? {} : { KUBECONFIG: join(folder, 'kubeconfig') }),
    ...Object.fromEntries(Object.entries(situation.env ?? {}).map(([name, value]) => [name, placed(value)])),
  }
  const flags: ConnectionFlags = Object.fromEntries(
    Object.entries(situation.flags ?? {}).map(([name, value]) => [name, placed(value)]),
  )
  const stops = await Promise.all((situation.servers ?? []).map(startOnce))
  try {
    const asked = { situation, env, flags, folder }
    const cases = await lookFor(asked, releases)
    const printed = await Promise.all(batches(releases, situation.slow === true ? releases.length : 1, asked))
    return { id: situation.id, cases, printed: printed.flat() }
  } finally {
    for (const stop of stops) stop()
  }
}

interface Asked {
  readonly situation: Situation
  readonly env: Readonly<Record<string, string>>
  readonly flags: ConnectionFlags
  readonly folder: string
}

/** Several situations may share a server, which then runs once. */
const running = new Map<string, { uses: number; readonly started: Promise<() => void> }>()

async function startOnce(server: NonNullable<Situation['servers']>[number]): Promise<() => void> {
  const key = `${server.host}:${server.port}`
  const entry = running.get(key) ?? { uses: 0, started: startScripted(server) }
  running.set(key, entry)
  entry.uses++
  const stop = await entry.started
  return () => {
    entry.uses--
    if (entry.uses > 0) return
    running.delete(key)
    stop()
  }
}

/** kubectls that mostly wait may wait together. */
function batches(releases: readonly OracleRelease[], width: number, asked: Asked) {
  const lanes = Array.from({ length: width }, (_, lane) => releases.filter((_, i) => i % width === lane))
  return lanes.map(async (lane) => {
    const printed: { readonly kubectl: string; readonly text: string | null | undefined }[] = []
    for (const release of lane) printed.push({ kubectl: release.kubectl, text: await printedBy(release, asked) })
    return printed
  })
}

/** Without the credentials that it repeats: a recording holds none, as no Case does. */
async function printedBy(release: OracleRelease, { situation, env, flags }: Asked): Promise<string | null | undefined> {
  const args = [...(situation.argv ?? ['get', '--raw', '/version']), ...connectionArguments(flags).args]
  const text = await askKubectl(release, { args, env, timeoutMs: 20_000 })
  const forms = Object.values(SECRETS).map((secret) => JSON.stringify(secret).slice(1, -1))
  return typeof text === 'string' ? forms.reduce((left, form) => left.replaceAll(form, REDACTED), text) : text
}

/** One Case for all releases that would look alike: the same plan and, where it matters, the same hello or words for a plugin. */
async function lookFor(asked: Asked, releases: readonly OracleRelease[]): Promise<SituationAnswer['cases']> {
  const groups = new Map<string, OracleRelease[]>()
  for (const release of releases) {
    const planned = await planOnly(requestFor(release, asked), systemFor(asked))
    const { kubectl: _, at: __, ...plan } = planned
    const { behaviours } = resolveRelease(planned.kubectl, planned.environment.variables)
    const { rsaKeyExchange, postQuantum } = behaviours
    const hello = asked.situation.helloMatters === true ? { rsaKeyExchange, postQuantum } : null
    const plugin = plan.target?.authentication.includes('exec') === true ? behaviours.kubeconfig?.execScheme : null
    const key = JSON.stringify({ plan, hello, plugin })
    groups.set(key, [...(groups.get(key) ?? []), release])
  }
  const cases: { readonly releases: readonly string[]; readonly case: Case }[] = []
  for (const group of groups.values()) {
    const [first] = group
    if (first === undefined) continue
    const hooks = { signal: new AbortController().signal, onEvent: () => {} }
    const found = await diagnose(requestFor(first, asked), hooks, systemFor(asked))
    cases.push({ releases: group.map(({ kubectl }) => kubectl), case: onlyKubectlsPath(found) })
  }
  return cases
}

function requestFor(release: OracleRelease, { situation, flags }: Asked): DiagnoseRequest {
  const kubectlArgs = situation.argv ?? []
  const shared = requestOf('--no-observe', '--no-canaries', '--timeout=20s')
  return { ...shared, flags, kubectlArgs, kubectl: binaryPath(release) }
}

const versions = new Map<string, Promise<ProcessResult>>()

/** The real world with the situation's environment; what `kubectl version --client` says is asked once. */
function systemFor({ env, folder }: Asked): System {
  const real = nodeSystem()
  return {
    ...real,
    env,
    homeDir: folder,
    cwd: folder,
    run(command) {
      if (command.args[0] !== 'version') return real.run(command)
      const known = versions.get(command.file) ?? real.run(command)
      versions.set(command.file, known)
      return known
    },
  }
}

/** What judging kubectl's own path needs, and no more. */
function onlyKubectlsPath(found: Case): Case {
  const paths = found.paths.filter((path) => path.usedByKubectl)
  const transcripts = found.transcripts
    .filter(({ pathId }) => paths.some(({ id }) => id === pathId))
    .map((transcript) => ({ ...transcript, walks: transcript.walks.map((walk) => ({ ...walk, stages: [] })) }))
  return { ...found, paths, transcripts, canaries: [], trustElsewhere: [], observed: [] }
}
