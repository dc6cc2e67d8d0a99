import type { Case } from './case.ts'
import { look, nothingSeen } from './diagnose/look.ts'
import { observations } from './diagnose/observe.ts'
import type { DiagnoseRequest, Hooks, Run } from './diagnose/request.ts'
import { readSituation } from './diagnose/situation.ts'
import { judgeCase } from './judged-case.ts'
import { discoveryCacheDir, discoveryCacheState } from './probe/discovery-cache.ts'
import { trustElsewhere } from './probe/trust-elsewhere.ts'
import { proposeRemedies } from './remedies/propose.ts'
import { buildReport } from './report/build.ts'
import type { Report } from './report/report.ts'
import { runRules } from './rules/run.ts'
import type { System } from './system/system.ts'
import { usesDiscovery } from './target/requests.ts'
import type { Target } from './target/target.ts'
import { toolVersion } from './version.ts'

const DEFAULT_ARGV = ['get', '--raw', '/version'] as const

/**
 * Looks at everything there is to see and writes it down. What the world did is in the Case, never an exception; a
 * `UsageError` names a flag that makes no sense.
 */
export async function diagnose(request: DiagnoseRequest, hooks: Hooks, system: System): Promise<Case> {
  const startedMs = system.monotonicMs()
  const at = system.now()
  const deadline = AbortSignal.timeout(request.timeoutMs)
  const signal = AbortSignal.any([hooks.signal, deadline])
  const situation = await readSituation(request, at, system)
  const { target } = situation
  const argv = request.kubectlArgs.length === 0 ? DEFAULT_ARGV : request.kubectlArgs
  const cache = discoveryCache(argv, target, request, system)
  const run: Run = { request, argv, ...cache, startedMs, at, signal, onEvent: hooks.onEvent }
  const [seen, observed] = await Promise.all([
    target === null ? nothingSeen : look(run, target, situation, system),
    observations(run, situation, system),
  ])
  return {
    schemaVersion: '1',
    kind: 'Case',
    tool: { name: 'kubectl-tlsdoctor', version: toolVersion },
    at: at.toISOString(),
    environment: situation.environment,
    argv,
    discoveryCache: run.discoveryCache,
    kubectl: situation.kubectl,
    configError: situation.configError,
    target,
    ...seen,
    observed,
    trustElsewhere: trustElsewhere(seen.transcripts, system),
    interrupted: hooks.signal.aborted ? 'signal' : deadline.aborted ? 'deadline' : 'no',
  }
}

/** The answer to a Case: judged, explained, with remedies that were tried on it. Pure. */
export function reportOf(subject: Case): Report {
  const judged = judgeCase(subject)
  const ran = runRules(judged)
  return buildReport(judged, ran, proposeRemedies(judged, ran.findings, judgeCase))
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
