import type { ObservedRun } from '../case.ts'
import { bounded } from '../lib/escape.ts'
import type { Secret } from '../lib/secret.ts'
import type { System } from '../system/system.ts'
import { fatalMessage } from '../transcript/fatal-message.ts'
import { redactMessage } from '../transcript/redact.ts'
import { withoutSecrets } from '../transcript/without-secrets.ts'
import { copyDiscoveryCache } from './discovery-cache.ts'

/** Every proxy variable that kubectl, or a wrapper around it, could read, in both spellings. */
const PROXY_VARIABLES = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY'].flatMap((name) => [
  name,
  name.toLowerCase(),
])

/** Far more than kubectl ever says; a plugin may write without end. */
const MAX_MESSAGE = 16 * 1024

export interface ObservePlan {
  readonly binary: string
  /** As the user gave it, connection flags included. */
  readonly args: readonly string[]
  /** What the report shows of `args`: tokens and passwords replaced. */
  readonly shownArgs: readonly string[]
  /** What kubectl could send, and a peer or a plugin repeat. */
  readonly secrets?: readonly Secret[]
  readonly which: ObservedRun['which']
  readonly discoveryCacheDir: string | null
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/**
 * Runs the real kubectl once: stdin closed, the user's environment (with or without the proxy variables), a temporary copy
 * of the discovery cache. Its stdout is never kept. `null` when it could not be started or was interrupted.
 */
export async function observeKubectl(plan: ObservePlan, system: System): Promise<ObservedRun | null> {
  const copy = plan.discoveryCacheDir === null ? null : copyDiscoveryCache(plan.discoveryCacheDir)
  try {
    const result = await system.run({
      file: plan.binary,
      args: copy === null ? plan.args : [...plan.args, `--cache-dir=${copy.cacheDir}`],
      env: plan.which === 'as-is' ? system.env : withoutProxies(system.env),
      stdin: null,
      timeoutMs: plan.timeoutMs,
      discardStdout: true,
      maxOutputBytes: 256 * 1024,
      signal: plan.signal,
    })
    if (result.kind === 'not-started' || result.endedBy === 'abort') return null
    return {
      which: plan.which,
      message: result.exitCode === 0 ? null : shownMessage(result.stderr, plan.secrets ?? []),
      exitCode: result.exitCode,
      argv: plan.shownArgs,
      ...(result.endedBy === 'timeout' ? { endedBy: 'timeout' as const } : {}),
    }
  } finally {
    copy?.remove()
  }
}

/** Cut only when nothing secret is left that could be cut in two; what is far behind the cut is not even looked at. */
function shownMessage(stderr: string, secrets: readonly Secret[]): string {
  const redacted = redactMessage(fatalMessage(stderr).slice(0, 2 * MAX_MESSAGE))
  return bounded(withoutSecrets(redacted, secrets), MAX_MESSAGE)
}

function withoutProxies(env: System['env']): System['env'] {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !PROXY_VARIABLES.includes(name)))
}
