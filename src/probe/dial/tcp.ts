import { connect, isIPv4, type Socket } from 'node:net'
import { joinHostPort } from '../../lib/host-port.ts'
import type { System } from '../../system/system.ts'
import type { Dial, DialAttempt } from '../../transcript/transcript.ts'
import { within } from '../wait.ts'

/** RFC 6555's head start, as net.Dialer has it by default. */
const FALLBACK_DELAY_MS = 300
/** Go gives no address less than this as long as there is that much left (net.partialDeadline). */
const SANE_MINIMUM_MS = 2000

export interface TcpRequest {
  /** In the resolver's order. */
  readonly addresses: readonly string[]
  readonly port: number
  /** Of all attempts together. */
  readonly limitMs: number
  readonly signal: AbortSignal
}

/**
 * Connects as Go's dialer does: the addresses of the first one's family one after the other, each with its share of the
 * time, and, from 300 ms or that family's failure on, those of the other family beside them. Models net.(*sysDialer)
 * .dialParallel and dialSerial. `dial()` tells at any time what has been tried.
 */
export class TcpDialing {
  readonly #attempts: DialAttempt[] = []
  readonly #request: TcpRequest
  readonly #system: System
  #connected: Dial['connected'] = null

  constructor(request: TcpRequest, system: System) {
    this.#request = request
    this.#system = system
  }

  dial(): Dial {
    return { attempts: [...this.#attempts], connected: this.#connected }
  }

  /** `null` when no address took the connection. Never rejects. */
  async connect(): Promise<Socket | null> {
    const { addresses, limitMs, signal } = this.#request
    const deadline = this.#system.monotonicMs() + limitMs
    const primary = addresses.filter((address) => isIPv4(address) === isIPv4(addresses[0] ?? ''))
    const fallback = addresses.filter((address) => !primary.includes(address))
    const losers = new AbortController()
    const race = AbortSignal.any([signal, losers.signal])
    const first = this.#serial(primary, deadline, race)
    const second = fallback.length === 0 ? first : this.#after(first, fallback, deadline, race)
    const winner = await firstConnected([first, second])
    losers.abort()
    // Both may have made it in the same turn: the other one is not needed.
    for (const socket of await Promise.all([first, second])) if (socket !== winner) socket?.destroy()
    if (winner === null) return null
    winner.setNoDelay(true)
    // Whoever uses the socket hears of its errors, too; an early one must not end the process.
    winner.on('error', () => {})
    this.#connected = { remote: endOf(winner.remoteAddress, winner.remotePort), local: localOf(winner) }
    return winner
  }

  async #after(first: Promise<Socket | null>, addresses: readonly string[], deadline: number, signal: AbortSignal) {
    const waited = await within(first, FALLBACK_DELAY_MS, signal)
    if (waited.kind === 'cut-off' || (waited.kind === 'done' && waited.value !== null)) return null
    return this.#serial(addresses, deadline, signal)
  }

  async #serial(addresses: readonly string[], deadline: number, signal: AbortSignal): Promise<Socket | null> {
    for (const [i, address] of addresses.entries()) {
      const left = deadline - this.#system.monotonicMs()
      const share = Math.max(left / (addresses.length - i), Math.min(left, SANE_MINIMUM_MS))
      const socket = await this.#attempt(address, share, signal)
      if (socket !== null) return socket
      if (signal.aborted) return null
    }
    return null
  }

  async #attempt(address: string, limitMs: number, signal: AbortSignal): Promise<Socket | null> {
    const { port } = this.#request
    const startedAt = this.#system.monotonicMs()
    const remote = joinHostPort(address, port)
    const slot = this.#attempts.push({ remote, result: { kind: 'cut-off' }, durationMs: 0 }) - 1
    const socket = connect({ host: address, port: port & 0xffff, autoSelectFamily: false })
    const { promise, resolve } = Promise.withResolvers<DialAttempt['result']>()
    socket.once('connect', () => resolve({ kind: 'connected' }))
    socket.once('error', (error: NodeJS.ErrnoException) => resolve({ kind: 'failed', errno: error.code ?? 'EIO' }))
    const waited = await within(promise, limitMs, signal)
    const result = waited.kind === 'done' ? waited.value : waited
    const durationMs = Math.round(this.#system.monotonicMs() - startedAt)
    this.#attempts[slot] = {
      remote,
      result: result.kind === 'timeout' ? { kind: 'timeout', afterMs: durationMs } : result,
      durationMs,
    }
    if (result.kind === 'connected') return socket
    socket.on('error', () => {})
    socket.destroy()
    return null
  }
}

async function firstConnected(dials: readonly Promise<Socket | null>[]): Promise<Socket | null> {
  const { promise, resolve } = Promise.withResolvers<Socket | null>()
  for (const dial of dials) {
    void dial.then((socket) => {
      if (socket !== null) resolve(socket)
    })
  }
  void Promise.all(dials).then((sockets) => resolve(sockets.find((socket) => socket !== null) ?? null))
  return promise
}

function localOf(socket: Socket): string {
  return endOf(socket.localAddress, socket.localPort)
}

function endOf(address: string | undefined, port: number | undefined): string {
  return address === undefined ? '' : joinHostPort(address, port ?? 0)
}
