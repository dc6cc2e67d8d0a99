import type { ObservedRun } from '../case.ts'
import { observeKubectl } from '../probe/observe-kubectl.ts'
import type { System } from '../system/system.ts'
import { connectionArguments } from '../target/connection-flags.ts'
import type { Target } from '../target/target.ts'
import type { Run } from './request.ts'
import { secretsOf } from './secrets.ts'
import type { Situation } from './situation.ts'

/**
 * Runs the real kubectl: once as it is, and once without proxy variables where those decide its path. Not run at all where
 * contract.md section 1 forbids it: it would send credentials on a path that nobody verifies, or run the exec plugin
 * although nothing may be sent.
 */
export async function observations(run: Run, situation: Situation, system: System): Promise<readonly ObservedRun[]> {
  const { binary } = situation.kubectl
  if (binary === null || !run.request.observe || !run.request.runnable || !maySend(run, situation)) return []
  const flags = connectionArguments(run.request.flags)
  const plan = {
    binary,
    args: [...run.argv, ...flags.args],
    shownArgs: [...run.argv, ...flags.shown],
    secrets: secretsOf(situation.credentials, situation.target),
    discoveryCacheDir: run.discoveryCacheDir,
    timeoutMs: Math.max(1, run.request.timeoutMs - (system.monotonicMs() - run.startedMs)),
    signal: run.interrupt,
  }
  const which = variablesMatter(situation.target)
    ? (['as-is', 'without-proxy-variables'] as const)
    : (['as-is'] as const)
  const runs = await Promise.all(which.map((one) => observeKubectl({ ...plan, which: one }, system)))
  return runs.filter((one) => one !== null)
}

function maySend(run: Run, situation: Situation): boolean {
  const { target } = situation
  const hasCredentials = target !== null && target.authentication.length > 0
  if (run.request.sendCredentials === 'never') return target !== null && !hasCredentials
  return !(hasCredentials && target.trust.source === 'insecure')
}

/** Only where the environment decides: not with `proxy-url`, `http://` or verification off. */
function variablesMatter(target: Target | null): boolean {
  if (target === null || target.scheme === 'http' || target.trust.source === 'insecure') return false
  return target.proxy.decidedBy.kind !== 'proxy-url' && target.proxy.variables.length > 0
}
