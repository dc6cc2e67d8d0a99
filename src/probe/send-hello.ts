import type { Duplex } from 'node:stream'
import type { System } from '../system/system.ts'
import type { NetworkPath } from '../transcript/network-path.ts'
import { unwatchedRecorder } from '../transcript/recorder.ts'
import { Inbox } from './dial/inbox.ts'
import { transports } from './dial/transport.ts'
import type { ProbePlan } from './plan.ts'
import type { NameCache } from './resolve/name-cache.ts'
import { RecordReader } from './wire/record-reader.ts'
import { ServerFlight } from './wire/server-flight.ts'

export interface HelloRequest {
  readonly path: NetworkPath
  readonly plan: ProbePlan
  readonly names: NameCache
  /** A whole record. */
  readonly record: Uint8Array
  /** Read on to the Certificate message, which only TLS 1.2 sends in the clear; else to the first record. */
  readonly wantsChain: boolean
  /** Ends it; whoever calls has a bound of his own. */
  readonly signal: AbortSignal
}

export type FirstAnswer =
  | { readonly kind: 'flight'; readonly flight: ReturnType<ServerFlight['wire']> }
  | { readonly kind: 'not-tls' }
  | {
      readonly kind: 'early'
      readonly end:
        | { readonly kind: 'closed' | 'reset' | 'unreached' | 'cut-off' }
        | { readonly kind: 'timeout'; readonly afterMs: number }
    }

/** Opens the way to the server once more, sends one hello, reads the beginning of the answer and goes. Never rejects. */
export async function sendHello(request: HelloRequest, system: System): Promise<FirstAnswer> {
  const { path, plan, names, signal } = request
  const streams: Duplex[] = []
  const journey = {
    path,
    plan,
    names,
    recorder: unwatchedRecorder(path.id, [], system),
    signal,
    tunnelled: true,
    opened: (stream: Duplex) => streams.push(stream),
  }
  try {
    const reached = await transports[path.transport](journey, system)
    if (reached === null) return { kind: 'early', end: { kind: signal.aborted ? 'cut-off' : 'unreached' } }
    return await exchangeOver(reached.stream, request)
  } finally {
    for (const stream of streams) {
      stream.on('error', () => {})
      stream.destroy()
    }
  }
}

async function exchangeOver(stream: Duplex, { record, wantsChain, plan, signal }: HelloRequest): Promise<FirstAnswer> {
  const inbox = new Inbox(stream)
  // Whoever opened the tunnel left it paused.
  stream.resume()
  stream.write(record)
  const waited = await inbox.until((bytes) => isEnough(bytes, wantsChain), plan.bounds.tlsMs, signal)
  if (waited.kind !== 'done') return { kind: 'early', end: waited }
  const { flight, records, broken } = read(inbox.bytes())
  const wire = flight.wire()
  if (wire.serverHello !== null || wire.alerts.length > 0) return { kind: 'flight', flight: wire }
  if (broken || records > 0) return { kind: 'not-tls' }
  return { kind: 'early', end: { kind: waited.value === 'reset' ? 'reset' : 'closed' } }
}

function isEnough(bytes: Uint8Array, wantsChain: boolean): boolean {
  const { flight, records, broken } = read(bytes)
  if (broken || !wantsChain) return broken || records > 0
  const { serverHello, alerts } = flight.wire()
  const isTls13 = (serverHello?.version ?? 0) > 0x0303
  return alerts.length > 0 || isTls13 || flight.identity() !== 'awaited'
}

function read(bytes: Uint8Array): { flight: ServerFlight; records: number; broken: boolean } {
  const reader = new RecordReader()
  const records = reader.push(bytes).length
  const flight = new ServerFlight()
  flight.received(bytes)
  return { flight, records, broken: reader.broken() }
}
