import { readKubectlWords } from './kubectl-words.ts'
import { requestUrl } from './request-url.ts'
import type { PlannedRequest } from './requests.ts'
import type { Target } from './target.ts'

/** Commands that ask for the connection to be upgraded (SPDY/3.1, since Kubernetes 1.31 WebSocket). */
const UPGRADING: ReadonlySet<string> = new Set(['exec', 'attach', 'port-forward', 'cp', 'debug', 'run'])

/**
 * A read that an API server answers as a WebSocket where it is asked for one (apimachinery wsstream), and as an ordinary
 * stream where that question was lost on the way: a watch of one second. What the command itself would send is never sent.
 *
 * @returns `null` for commands that do without
 */
export function upgradeRequest(argv: readonly string[], target: Target): PlannedRequest | null {
  const [command = ''] = readKubectlWords(argv).words
  if (!UPGRADING.has(command) || target.scheme === 'http') return null
  const namespace = encodeURIComponent(target.namespace ?? 'default')
  return {
    method: 'GET',
    url: requestUrl(target, `/api/v1/namespaces/${namespace}/pods?watch=true&timeoutSeconds=1`),
    purpose: 'whether an upgrade gets through',
    accept: 'application/json',
  }
}
