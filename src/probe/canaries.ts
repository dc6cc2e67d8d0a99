import type { Duplex } from 'node:stream'
import type { Canary } from '../case.ts'
import { joinHostPort } from '../lib/host-port.ts'
import type { System } from '../system/system.ts'
import type { NetworkPath } from '../transcript/network-path.ts'
import { type Recorder, unwatchedRecorder } from '../transcript/recorder.ts'
import type { TlsExchange } from '../transcript/transcript.ts'
import { TcpDialing } from './dial/tcp.ts'
import { transports } from './dial/transport.ts'
import { handshake } from './handshake.ts'
import { impossibleName } from './impossible-name.ts'
import type { ProbePlan } from './plan.ts'
import type { NameCache } from './resolve/name-cache.ts'
import { within } from './wait.ts'

/** Of one canary, all in all. */
const BOUND_MS = 5000
/** Class E is reserved (RFC 1112 section 4): nothing on the Internet answers there. */
const RESERVED_ADDRESS = '240.0.0.1'
const RESERVED_BOUND_MS = 2000

/**
 * Probes whose only purpose is to catch an interceptor at it: it answers for what does not exist. At most one of each kind
 * for a proxy, a direct path and the run; each has its own bound, so that none holds up the run.
 */
export class Canaries {
  readonly #plan: ProbePlan
  readonly #names: NameCache
  readonly #system: System
  readonly #sent: Promise<Canary | null>[] = []
  readonly #proxies = new Set<string>()
  readonly #mirrors = new Set<string>()
  #reservedAsked = false

  constructor(plan: ProbePlan, names: NameCache, system: System) {
    this.#plan = plan
    this.#names = names
    this.#system = system
  }

  /** To be told when a path's handshake is over. */
  afterHandshake(path: NetworkPath, exchange: TlsExchange | null): void {
    if (!this.#plan.canaries || exchange === null) return
    if (exchange.end.kind !== 'established' || exchange.certificates === null) return
    if (this.#isBeyondDoubt(exchange)) return
    const key = path.proxy === null ? path.id : `${path.proxy.kind} ${joinHostPort(path.proxy.host, path.proxy.port)}`
    if (this.#mirrors.has(key)) return
    this.#mirrors.add(key)
    this.#sent.push(this.#randomSni(path))
    // What a loopback address answers says nothing of the network beyond.
    if (path.transport !== 'direct' || this.#reservedAsked || isLoopback(exchange.remote)) return
    this.#reservedAsked = true
    this.#sent.push(this.#reservedAddress(path.server.port))
  }

  /** To be told when a path has been walked, wherever it ended. */
  afterWalk(path: NetworkPath, recorder: Recorder): void {
    const { proxy, transport } = path
    if (!this.#plan.canaries || proxy === null || recorder.dial()?.connected == null) return
    if (transport !== 'http-proxy' && transport !== 'https-proxy') return
    const key = `${proxy.kind} ${joinHostPort(proxy.host, proxy.port)}`
    if (this.#proxies.has(key)) return
    this.#proxies.add(key)
    this.#sent.push(this.#impossibleName(path, joinHostPort(proxy.host, proxy.port)))
  }

  async results(): Promise<readonly Canary[]> {
    return (await Promise.all(this.#sent)).filter((canary) => canary !== null)
  }

  /**
   * kubectl accepts the chain, and the peer asks for a client certificate, as an API server does and no interceptor that
   * could use none: whatever a canary brought back, no finding would come of it (rules/facts/proofs-of-interception.ts).
   */
  #isBeyondDoubt(exchange: TlsExchange): boolean {
    return exchange.certificateRequest !== null && this.#plan.mayAuthenticate(exchange)
  }

  async #impossibleName(path: NetworkPath, proxy: string): Promise<Canary> {
    const name = impossibleName()
    const probed = await this.#handshakeAs(name, { ...path, server: { host: name, port: 443 }, address: null })
    return { kind: 'connect-to-impossible-name', pathId: path.id, proxy, name, ...probed }
  }

  async #randomSni(path: NetworkPath): Promise<Canary> {
    const name = impossibleName()
    const { certificates } = await this.#handshakeAs(name, path)
    return { kind: 'random-sni', pathId: path.id, name, certificates }
  }

  async #handshakeAs(
    sni: string,
    path: NetworkPath,
  ): Promise<{ status: number | null; certificates: readonly string[] | null }> {
    const ended = new AbortController()
    const signal = AbortSignal.any([this.#plan.signal, ended.signal])
    const recorder = unwatchedRecorder(path.id, [], this.#system)
    const streams: Duplex[] = []
    const work = async () => {
      const reached = await transports[path.transport](
        {
          path,
          plan: this.#plan,
          names: this.#names,
          recorder,
          signal,
          tunnelled: true,
          opened: (stream) => streams.push(stream),
        },
        this.#system,
      )
      if (reached === null) return
      const { stream, local, remote } = reached
      const anonymous = { clientCertificate: null, mayOffer: () => false }
      const shaken = await handshake({
        stream,
        local,
        remote,
        sni,
        offer: this.#plan.hello,
        limitMs: BOUND_MS,
        signal,
        ...anonymous,
      })
      if (shaken.socket !== null) streams.push(shaken.socket)
      recorder.tls = shaken.exchange
    }
    await within(work(), BOUND_MS, this.#plan.signal)
    ended.abort()
    for (const stream of streams) {
      stream.on('error', () => {})
      stream.destroy()
    }
    const tunnel = recorder.tunnel()
    return {
      status: tunnel?.kind === 'connect' ? tunnel.status : null,
      certificates: recorder.tls()?.certificates ?? null,
    }
  }

  async #reservedAddress(port: number): Promise<Canary | null> {
    const { signal } = this.#plan
    const dialing = new TcpDialing(
      { addresses: [RESERVED_ADDRESS], port, limitMs: RESERVED_BOUND_MS, signal },
      this.#system,
    )
    const socket = await dialing.connect()
    socket?.on('error', () => {})
    socket?.destroy()
    // Cut off, it proves nothing either way.
    if (socket === null && signal.aborted) return null
    return { kind: 'reserved-address', address: joinHostPort(RESERVED_ADDRESS, port), connected: socket !== null }
  }
}

/** @param remote `ip:port` */
function isLoopback(remote: string): boolean {
  return remote.startsWith('127.') || remote.startsWith('[::1]')
}
