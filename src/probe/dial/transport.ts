import type { Duplex } from 'node:stream'
import type { System } from '../../system/system.ts'
import type { NetworkPath, TransportKind } from '../../transcript/network-path.ts'
import type { Recorder } from '../../transcript/recorder.ts'
import type { ProbePlan } from '../plan.ts'
import type { NameCache } from '../resolve/name-cache.ts'
import { direct } from './direct.ts'
import { httpProxy } from './http-proxy.ts'
import { httpsProxy } from './https-proxy.ts'
import { socks5 } from './socks5.ts'
import { ssh } from './ssh.ts'

/** What a transport needs to know of the walk that it serves. */
export interface Journey {
  readonly path: NetworkPath
  readonly plan: ProbePlan
  readonly names: NameCache
  readonly recorder: Recorder
  readonly signal: AbortSignal
  /** An `http://` server is not tunnelled to: a plain proxy is given the whole URL instead. */
  readonly tunnelled: boolean
  /** Everything opened on the way, closed when the walk is over. */
  readonly opened: (stream: Duplex) => void
}

/** The far end of the way: what is written here reaches the server. Addresses are `ip:port`, `''` where unknown. */
export interface Reached {
  readonly stream: Duplex
  readonly local: string
  readonly remote: string
}

/** Opens the way to the server and records it; `null` when it did not lead there. Never rejects. */
export type Transport = (journey: Journey, system: System) => Promise<Reached | null>

export const transports = {
  direct,
  'http-proxy': httpProxy,
  'https-proxy': httpsProxy,
  socks5,
  ssh,
} as const satisfies Record<TransportKind, Transport>
