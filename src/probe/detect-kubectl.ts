import type { DetectedKubectl } from '../case.ts'
import type { System } from '../system/system.ts'

const VERSION_BOUND_MS = 5000

/**
 * Without a cluster: Google's dispatcher, which its SDK installs as `kubectl`, asks the server for its version before
 * anything else, plugin and credentials included.
 */
const NO_CLUSTER = {
  KUBECONFIG: undefined,
  KUBERNETES_MASTER: undefined,
  KUBERNETES_SERVICE_HOST: undefined,
  KUBERNETES_SERVICE_PORT: undefined,
} as const

/**
 * Which kubectl is predicted, and run. `kubectl version --client -o json` names its release and its Go: the Go version is
 * a property of the patch release, so nothing less will do. Touches no network.
 *
 * @param asked `--kubectl PATH`; without it the first `kubectl` on PATH.
 * @param requestedVersion `--kubectl-version`: nothing is run then.
 */
export async function detectKubectl(
  asked: string | null,
  requestedVersion: string | null,
  system: System,
): Promise<DetectedKubectl> {
  const none = { binary: null, version: null, goVersion: null, requested: requestedVersion, problem: null }
  if (requestedVersion !== null) return none
  const binary = system.which(asked ?? 'kubectl')
  if (binary === null) return { ...none, problem: asked === null ? null : `${asked} is not an executable file` }
  const result = await system.run({
    file: binary,
    args: ['version', '--client', '-o', 'json', `--kubeconfig=${system.platform === 'win32' ? 'NUL' : '/dev/null'}`],
    env: { ...system.env, ...NO_CLUSTER },
    timeoutMs: VERSION_BOUND_MS,
    maxOutputBytes: 64 * 1024,
  })
  if (result.kind === 'not-started') return { ...none, binary, problem: `cannot be run: ${result.message}` }
  if (result.endedBy !== 'itself') return { ...none, binary, problem: 'did not answer within 5 s' }
  const client = clientVersion(result.stdout)
  if (client === null) return { ...none, binary, problem: '`version --client -o json` printed no client version' }
  return { ...none, binary, ...client }
}

function clientVersion(stdout: string): { readonly version: string; readonly goVersion: string } | null {
  try {
    const parsed: unknown = JSON.parse(stdout)
    const client = member(parsed, 'clientVersion')
    const version = member(client, 'gitVersion')
    const goVersion = member(client, 'goVersion')
    return typeof version === 'string' && typeof goVersion === 'string' ? { version, goVersion } : null
  } catch {
    return null
  }
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
}
