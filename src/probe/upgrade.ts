import type { Credentials } from '../kubeconfig/credentials.ts'
import type { System } from '../system/system.ts'
import type { NetworkPath } from '../transcript/network-path.ts'
import { unwatchedRecorder } from '../transcript/recorder.ts'
import type { HttpExchange } from '../transcript/transcript.ts'
import { carriedBy } from './carried-by.ts'
import type { ProbePlan } from './plan.ts'
import type { NameCache } from './resolve/name-cache.ts'
import { walk } from './walk.ts'

/** A server that knows WebSocket says so at once, and the watch ends by itself after a second. */
const LIMIT_MS = 5000

/**
 * Asks for WebSocket, on a connection of its own that speaks HTTP/1.1 and carries what kubectl would. `null`: that
 * connection did not come about, or this time kubectl would not accept its peer.
 */
export async function askUpgrade(
  path: NetworkPath,
  { plan, names }: { readonly plan: ProbePlan; readonly names: NameCache },
  credentials: Credentials,
  system: System,
): Promise<HttpExchange | null> {
  if (plan.upgrade == null) return null
  const recorder = unwatchedRecorder(path.id, carriedBy(credentials), system)
  const asking: ProbePlan = {
    ...plan,
    requests: [plan.upgrade],
    websocket: true,
    bounds: { ...plan.bounds, httpMs: Math.min(plan.bounds.httpMs, LIMIT_MS) },
    onEvent: () => {},
  }
  await walk({ path, plan: asking, names, recorder, credentials, presented: () => {} }, system)
  return recorder.walk().http[0] ?? null
}
