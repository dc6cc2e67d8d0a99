import { isIP } from 'node:net'
import { assertNever } from '../lib/exhaustive.ts'
import type { System } from '../system/system.ts'
import type { HelloAnswer, HelloVariant, HelloVariantKind } from '../transcript/hello-variant.ts'
import type { NetworkPath } from '../transcript/network-path.ts'
import type { TlsExchange } from '../transcript/transcript.ts'
import { impossibleName } from './impossible-name.ts'
import type { ProbePlan } from './plan.ts'
import type { NameCache } from './resolve/name-cache.ts'
import { type FirstAnswer, sendHello } from './send-hello.ts'
import { within } from './wait.ts'
import { type HelloWish, helloRecord } from './wire/hello-record.ts'
import { helloShapeOf, sendsPostQuantum, withoutPostQuantum, withPostQuantum } from './wire/hello-shape.ts'

export interface VariantRequest {
  readonly path: NetworkPath
  readonly plan: ProbePlan
  readonly names: NameCache
  /** The handshake without credentials; `null`: there was none. */
  readonly exchange: TlsExchange | null
}

/** Of one variant, the way to the server included: a server that is there answers in one round trip. */
const BOUND_MS = 4000

/** Every API server's certificate has it (kubeadm, k3s, kops and the rest all write it). */
const NAME_OF_EVERY_API_SERVER = 'kubernetes.default.svc'

/**
 * Sends further hellos, all at once, where their answers can tell something: kubectl's own was not answered with a
 * certificate (is it the size, the version, HTTP/2 or the name?), or it was answered with one that the caller does not
 * accept (does the certificate follow the name?). Only a hello is sent and only the beginning of the answer is read.
 */
export async function helloVariants(request: VariantRequest, system: System): Promise<readonly HelloVariant[]> {
  const { path, plan, exchange } = request
  // Each would start an ssh of its own.
  if (exchange === null || path.transport === 'ssh' || plan.signal.aborted) return []
  const wishes = wishesFor(exchange, plan)
  return Promise.all(wishes.map((wish) => sendVariant(wish, request, system)))
}

interface Wish extends HelloWish {
  readonly variant: HelloVariantKind
}

function wishesFor(exchange: TlsExchange, plan: ProbePlan): readonly Wish[] {
  if (unanswered(exchange)) return [...technical(plan), ...otherNames(plan)]
  const isStranger = exchange.end.kind === 'established' && !plan.mayAuthenticate(exchange)
  // To look for an interceptor is what a canary is for.
  if (!isStranger || !plan.canaries) return []
  return otherNames(plan)
    .filter(({ variant }) => variant !== 'random-name')
    .map((wish) => ({ ...wish, tls12Only: true }))
}

function unanswered({ end, certificates }: TlsExchange): boolean {
  const kinds: readonly string[] = ['timeout', 'reset', 'closed', 'alert']
  return certificates === null && kinds.includes(end.kind)
}

function technical(plan: ProbePlan): readonly Wish[] {
  const own = ownHello(plan)
  const other = sendsPostQuantum(own.shape)
    ? ({ variant: 'without-post-quantum', shape: withoutPostQuantum(own.shape) } as const)
    : ({ variant: 'with-post-quantum', shape: withPostQuantum(own.shape) } as const)
  return [
    { ...own, variant: 'as-kubectl' },
    { ...own, ...other },
    { ...own, variant: 'tls12-only', tls12Only: true },
    { ...own, variant: 'without-http2', http2: false },
  ]
}

/** Names other than the one that kubectl sends. */
function otherNames(plan: ProbePlan): readonly Wish[] {
  const own = ownHello(plan)
  const { serverName } = plan.target
  const names: readonly (readonly [HelloVariantKind, string | null])[] = [
    ['without-sni', null],
    ['verified-name', isIP(serverName) === 0 ? serverName : own.sni],
    ['name-of-certificate', NAME_OF_EVERY_API_SERVER],
    ...(plan.canaries ? ([['random-name', impossibleName()]] as const) : []),
  ]
  return names.filter(([, sni]) => sni !== own.sni).map(([variant, sni]) => ({ ...own, variant, sni }))
}

function ownHello({ target, hello }: ProbePlan): HelloWish {
  const shape = helloShapeOf(hello.release ?? null)
  const own = hello.classic === true ? withoutPostQuantum(shape) : shape
  return { shape: own, sni: target.sni, tls12Only: false, http2: true }
}

async function sendVariant(wish: Wish, { path, plan, names }: VariantRequest, system: System): Promise<HelloVariant> {
  const record = helloRecord(wish)
  const startedAt = system.monotonicMs()
  const ended = new AbortController()
  const signal = AbortSignal.any([plan.signal, ended.signal])
  const sending = sendHello({ path, plan, names, record, wantsChain: wish.tls12Only, signal }, system)
  const waited = await within(sending, Math.min(BOUND_MS, plan.bounds.tlsMs), plan.signal)
  ended.abort()
  const answered: FirstAnswer = waited.kind === 'done' ? waited.value : { kind: 'early', end: waited }
  const durationMs = Math.round(system.monotonicMs() - startedAt)
  const { variant, sni } = wish
  return {
    variant,
    sni,
    bytes: record.length,
    answer: answerOf(answered),
    certificates: answered.kind === 'flight' ? answered.flight.certificates : null,
    durationMs,
  }
}

function answerOf(answered: FirstAnswer): HelloAnswer {
  switch (answered.kind) {
    case 'early':
      return answered.end
    case 'not-tls':
      return { kind: 'not-tls' }
    case 'flight': {
      const { serverHello, alerts } = answered.flight
      if (serverHello !== null) {
        const { version, helloRetryRequest } = serverHello
        return { kind: 'server-hello', version, helloRetryRequest }
      }
      return { kind: 'alert', description: alerts[0]?.description ?? 0 }
    }
    default:
      return assertNever(answered)
  }
}
