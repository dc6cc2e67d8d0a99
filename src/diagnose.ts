import type { Case, ProxySetting } from './case.ts'
import { look, nothingSeen, plan } from './diagnose/look.ts'
import { observations } from './diagnose/observe.ts'
import type { DiagnoseRequest, Hooks, Run } from './diagnose/request.ts'
import { secretsOf } from './diagnose/secrets.ts'
import { readSituation, type Situation } from './diagnose/situation.ts'
import { discoveryCacheDir, discoveryCacheState } from './probe/discovery-cache.ts'
import { trustElsewhere } from './probe/trust-elsewhere.ts'
import type { System } from './system/system.ts'
import type { MachineProxy } from './target/machine-proxy.ts'
import { usesDiscovery } from './target/requests.ts'
import type { Target } from './target/target.ts'
import { withoutSecrets } from './transcript/without-secrets.ts'
import { toolVersion } from './version.ts'

const DEFAULT_ARGV = ['get', '--raw', '/version'] as const

/**
 * Looks at everything there is to see and writes it down. What the world did is in the Case, never an exception; a
 * `UsageError` names a flag that makes no sense.
 */
export async function diagnose(request: DiagnoseRequest, hooks: Hooks, system: System): Promise<Case> {
  const deadline = AbortSignal.timeout(request.timeoutMs)
  const signal = AbortSignal.any([hooks.signal, deadline])
  const { run, situation } = await begin(request, { ...hooks, signal, interrupt: hooks.signal }, system)
  const { target } = situation
  const [{ seen, credentials, stores }, observed] = await Promise.all([
    target === null ? { seen: nothingSeen, credentials: null, stores: [] } : lookAround(run, target, situation, system),
    observations(run, situation, system),
  ])
  const secrets = [...secretsOf(situation.credentials, target), ...secretsOf(credentials, target)]
  return {
    ...caseOf(run, situation),
    ...seen,
    observed: withoutSecrets(observed, secrets),
    trustElsewhere: stores,
    interrupted: hooks.signal.aborted ? 'signal' : deadline.aborted ? 'deadline' : 'no',
  }
}

/** Who else trusts a foreign chain is looked up while kubectl still runs. */
async function lookAround(run: Run, target: Target, situation: Situation, system: System) {
  const { seen, credentials, foreign } = await look(run, target, situation, system)
  return { seen, credentials, stores: foreign ? trustElsewhere(seen.transcripts, system) : [] }
}

/** The Case before the first packet: target and candidate paths, nothing walked, no kubectl run against the cluster. */
export async function planOnly(request: DiagnoseRequest, system: System): Promise<Case> {
  const { signal } = new AbortController()
  const { run, situation } = await begin(request, { signal, interrupt: signal, onEvent: () => {} }, system)
  const planned =
    situation.target === null ? nothingSeen : { ...nothingSeen, ...plan(run, situation.target, situation) }
  return { ...caseOf(run, situation), ...planned, observed: [], trustElsewhere: [], interrupted: 'no' }
}

async function begin(
  request: DiagnoseRequest,
  hooks: Pick<Run, 'signal' | 'interrupt' | 'onEvent'>,
  system: System,
): Promise<{ readonly run: Run; readonly situation: Situation }> {
  const startedMs = system.monotonicMs()
  const at = system.now()
  const situation = await readSituation(request, at, system)
  const argv = request.kubectlArgs.length === 0 ? DEFAULT_ARGV : request.kubectlArgs
  const cache = discoveryCache(argv, situation.target, request, system)
  return { run: { request, argv, ...cache, startedMs, at, ...hooks }, situation }
}

function caseOf(run: Run, situation: Situation) {
  const { environment, kubectl, configError, target } = situation
  return {
    schemaVersion: '1',
    kind: 'Case',
    tool: { name: 'kubectl-tlsdoctor', version: toolVersion },
    at: run.at.toISOString(),
    argv: run.argv,
    discoveryCache: run.discoveryCache,
    environment,
    kubectl,
    configError,
    target,
    ...(situation.machine.length === 0 ? {} : { proxySettings: situation.machine.map(proxySetting) }),
  } as const
}

function proxySetting({ endpoint, ...setting }: MachineProxy): ProxySetting {
  return { ...setting, isPath: endpoint !== null }
}

function discoveryCache(
  argv: readonly string[],
  target: Target | null,
  request: DiagnoseRequest,
  system: System,
): Pick<Run, 'discoveryCache' | 'discoveryCacheDir'> {
  if (target === null || !usesDiscovery(argv)) return { discoveryCache: 'unused', discoveryCacheDir: null }
  const dir = discoveryCacheDir(target.server, request.flags.cacheDir, system)
  return { discoveryCache: discoveryCacheState(dir, system), discoveryCacheDir: dir }
}
