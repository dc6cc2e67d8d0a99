import type { System } from '../system/system.ts'
import type { NetworkPath } from '../transcript/network-path.ts'
import { type Recorder, unwatchedRecorder } from '../transcript/recorder.ts'
import { redactUrl } from '../transcript/redact.ts'
import type { Onward } from '../transcript/transcript.ts'
import type { ProbePlan } from './plan.ts'
import type { NameCache } from './resolve/name-cache.ts'
import { walk } from './walk.ts'

interface Onwards {
  readonly plan: ProbePlan
  readonly names: NameCache
}

/**
 * Goes where a redirect of this walk leads on another server, as kubectl does, but without any credential and no further
 * than that. Only kubectl's own path is followed, and only a peer that kubectl accepts: of another it would not even hear
 * the redirect.
 */
export async function followOnward(
  path: NetworkPath,
  recorder: Recorder,
  onwards: Onwards,
  system: System,
): Promise<void> {
  const { leadsTo } = recorder
  if (leadsTo !== null && path.usedByKubectl) recorder.onward = await walkOnward(leadsTo, onwards, system)
}

async function walkOnward(url: string, { plan, names }: Onwards, system: System): Promise<Onward | null> {
  const elsewhere = plan.elsewhere?.(url) ?? null
  if (elsewhere === null) return null
  const { target, server, path, accepts } = elsewhere
  const recorder = unwatchedRecorder(path.id, [], system)
  const asking: ProbePlan = {
    ...plan,
    target,
    paths: [path],
    requests: [{ method: 'GET', url, purpose: 'where the redirect leads', accept: 'application/json, */*' }],
    upgrade: null,
    elsewhere: () => null,
    mayAuthenticate: accepts,
    shownUrl: redactUrl,
    onEvent: () => {},
  }
  await walk({ path, plan: asking, names, recorder, credentials: null, presented: () => {} }, system)
  return { server, path, walk: recorder.walk() }
}
