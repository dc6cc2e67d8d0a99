import type { System } from '../system/system.ts'
import { unwatchedRecorder } from '../transcript/recorder.ts'
import { redactUrl } from '../transcript/redact.ts'
import type { Onward } from '../transcript/transcript.ts'
import type { ProbePlan } from './plan.ts'
import type { NameCache } from './resolve/name-cache.ts'
import { walk } from './walk.ts'

/**
 * Goes where a redirect leads on another server, as kubectl does, but without any credential and no further than that.
 * Asked only of a peer that kubectl accepts; of another it would not even hear the redirect.
 */
export async function walkOnward(
  url: string,
  { plan, names }: { readonly plan: ProbePlan; readonly names: NameCache },
  system: System,
): Promise<Onward | null> {
  const elsewhere = plan.elsewhere?.(url) ?? null
  if (elsewhere === null) return null
  const { target, server, path } = elsewhere
  const recorder = unwatchedRecorder(path.id, [], system)
  const asking: ProbePlan = {
    ...plan,
    target,
    paths: [path],
    requests: [{ method: 'GET', url, purpose: 'where the redirect leads', accept: 'application/json, */*' }],
    upgrade: null,
    elsewhere: () => null,
    mayAuthenticate: () => false,
    shownUrl: redactUrl,
    onEvent: () => {},
  }
  await walk({ path, plan: asking, names, recorder, credentials: null, presented: () => {} }, system)
  return { server, path, walk: recorder.walk() }
}
