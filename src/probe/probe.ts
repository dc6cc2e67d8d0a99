import type { Canary } from '../case.ts'
import type { Credentials } from '../kubeconfig/credentials.ts'
import type { System } from '../system/system.ts'
import type { OnEvent } from '../transcript/event.ts'
import type { HelloVariant, HelloVariantKind } from '../transcript/hello-variant.ts'
import type { NetworkPath } from '../transcript/network-path.ts'
import { Recorder } from '../transcript/recorder.ts'
import { Timeline } from '../transcript/timeline.ts'
import type { HttpExchange, TlsExchange, Transcript, Walk } from '../transcript/transcript.ts'
import { Canaries } from './canaries.ts'
import { carriedBy } from './carried-by.ts'
import { helloVariants } from './hello-variants.ts'
import { followOnward } from './onward.ts'
import type { ProbePlan } from './plan.ts'
import { NameCache } from './resolve/name-cache.ts'
import { askUpgrade } from './upgrade.ts'
import { within } from './wait.ts'
import { walk } from './walk.ts'

export { resolveName } from './resolve/resolve-name.ts'

export interface Probed {
  /** In the order of the plan's paths, one each. */
  readonly transcripts: readonly Transcript[]
  readonly canaries: readonly Canary[]
}

/**
 * Walks all paths at once; nothing that happens on one of them delays another. When `plan.signal` aborts, every walk ends
 * at once and what it had found stands in its transcript. `startedAt` is `system.monotonicMs()` at the run's start. Never
 * rejects for what the network did.
 */
export async function probeAll(plan: ProbePlan, startedAt: number, system: System): Promise<Probed> {
  const names = new NameCache(plan.signal, system)
  for (const { id, label, usedByKubectl } of plan.paths) {
    plan.onEvent({ kind: 'path-planned', pathId: id, label, usedByKubectl })
  }
  const canaries = new Canaries(plan, names, system)
  // A path may be given up before anyone awaits the credentials.
  plan.credentials.catch(() => {})
  const tour = { plan, names, canaries, startedAt }
  const transcripts = await Promise.all(plan.paths.map((path) => probePath(path, tour, system)))
  return { transcripts, canaries: await canaries.results() }
}

interface Tour {
  readonly plan: ProbePlan
  readonly names: NameCache
  readonly canaries: Canaries
  readonly startedAt: number
}

async function probePath(path: NetworkPath, tour: Tour, system: System): Promise<Transcript> {
  const { plan, names, canaries, startedAt } = tour
  const anonymous = new Recorder([], new Timeline(path.id, startedAt, plan.onEvent, system))
  const startedMs = anonymous.timeline.nowMs()
  await walk(
    {
      path,
      plan,
      names,
      recorder: anonymous,
      credentials: null,
      presented: (exchange) => {
        canaries.afterHandshake(path, exchange)
        if (exchange !== null && exchange.certificates !== null) tellVerdict(exchange, path, anonymous, plan)
      },
    },
    system,
  )
  canaries.afterWalk(path, anonymous)
  await followOnward(path, anonymous, tour, system)
  const walks: Walk[] = [anonymous.walk()]
  const variants = await helloVariants({ path, plan, names, exchange: anonymous.tls() }, system)
  const { walks: further, upgrade } = await withCredentials(path, tour, anonymous, answersOnly(plan.onEvent), system)
  walks.push(...further)
  const smallHelloWalks = onlySmallHelloIsAnswered(variants) ? await walksWithSmallHello(path, tour, system) : []
  const cutOff = plan.signal.aborted
  plan.onEvent({ kind: 'path-ended', pathId: path.id, atMs: anonymous.timeline.nowMs() })
  return {
    pathId: path.id,
    startedMs,
    walks,
    ...(variants.length === 0 ? {} : { helloVariants: variants }),
    ...(smallHelloWalks.length === 0 ? {} : { smallHelloWalks }),
    ...(upgrade === null ? {} : { upgrade }),
    cutOff,
  }
}

/** The walk once more, with everything that kubectl would carry: only behind a chain that the first one saw accepted. */
async function withCredentials(
  path: NetworkPath,
  { plan, names, startedAt }: Tour,
  anonymous: Recorder,
  onEvent: OnEvent,
  system: System,
): Promise<{ readonly walks: readonly Walk[]; readonly upgrade: HttpExchange | null }> {
  const credentials = await credentialsFor(anonymous, plan)
  if (credentials === null || carriedBy(credentials).length === 0) return { walks: [], upgrade: null }
  const recorder = new Recorder(carriedBy(credentials), new Timeline(path.id, startedAt, onEvent, system))
  const [upgrade] = await Promise.all([
    askUpgrade(path, { plan, names }, credentials, system),
    walk({ path, plan, names, recorder, credentials, presented: () => {} }, system).then(() =>
      followOnward(path, recorder, { plan, names }, system),
    ),
  ])
  return { walks: [recorder.walk()], upgrade }
}

/** What a kubectl meets that was told to leave out its post-quantum key share. Watchers have seen this path already. */
async function walksWithSmallHello(path: NetworkPath, tour: Tour, system: System): Promise<readonly Walk[]> {
  const plan: ProbePlan = {
    ...tour.plan,
    upgrade: null,
    hello: { ...tour.plan.hello, postQuantum: false, classic: true },
    onEvent: () => {},
  }
  const recorder = new Recorder([], new Timeline(path.id, tour.startedAt, plan.onEvent, system))
  await walk({ path, plan, names: tour.names, recorder, credentials: null, presented: () => {} }, system)
  const { walks } = await withCredentials(path, { ...tour, plan }, recorder, plan.onEvent, system)
  return [recorder.walk(), ...walks]
}

function onlySmallHelloIsAnswered(variants: readonly HelloVariant[]): boolean {
  const answered = (kind: HelloVariantKind) =>
    variants.some(({ variant, answer }) => variant === kind && answer.kind === 'server-hello')
  return answered('without-post-quantum') && !answered('as-kubectl')
}

/** Watchers learn at once whether the chain would be trusted; no stage of the walk, so it stands in no transcript. */
function tellVerdict(exchange: TlsExchange, path: NetworkPath, { timeline }: Recorder, plan: ProbePlan): void {
  if (plan.target.trust.source === 'insecure') return
  const accepted = plan.mayAuthenticate(exchange)
  const status = accepted ? 'ok' : 'failed'
  const detail = accepted ? 'the chain and the name verify' : 'kubectl does not accept what was presented'
  const atMs = timeline.nowMs()
  plan.onEvent({ kind: 'stage-ended', pathId: path.id, stage: 'certificate', status, atMs, detail })
}

/** Watchers saw the way there once; of the walk with credentials they want the answer. */
function answersOnly(onEvent: OnEvent): OnEvent {
  return (event) => {
    if ('stage' in event && event.stage === 'http') onEvent(event)
  }
}

/** What the second walk may carry: nothing where the first met no acceptable chain, or the run ended meanwhile. */
async function credentialsFor(anonymous: Recorder, plan: ProbePlan): Promise<Credentials | null> {
  const exchange = anonymous.tls()
  if (plan.target.scheme === 'http' || exchange === null || exchange.certificates === null) return null
  if (!plan.mayAuthenticate(exchange)) return null
  const settled = await within(plan.credentials, MAX_WAIT_MS, plan.signal)
  return settled.kind === 'done' ? settled.value : null
}

/** The exec plugin has its own bound; this one only says that there is an end. */
const MAX_WAIT_MS = 600_000
