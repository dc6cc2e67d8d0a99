import type { JudgedPath } from '../../judged-case.ts'
import type { DialAttempt, DnsFailure, HttpExchange, TlsExchange, Tunnel, Walk } from '../../transcript/transcript.ts'
import { decisiveWalk } from './walks.ts'

/** The first hop is the proxy where there is one, so that its name and its port are not taken for the server's. */
export type Hop = 'proxy' | 'server'

/** The first thing on a path that did not go on, as the wire showed it; certificates are judged elsewhere. */
export type Obstacle =
  | {
      readonly layer: 'name'
      readonly hop: Hop
      readonly name: string
      readonly server: string | null
      readonly reason: DnsFailure
    }
  | { readonly layer: 'dial'; readonly hop: Hop; readonly remote: string; readonly result: DialAttempt['result'] }
  | { readonly layer: 'proxy-tls'; readonly exchange: TlsExchange }
  | { readonly layer: 'tunnel'; readonly tunnel: Tunnel }
  | { readonly layer: 'tls'; readonly exchange: TlsExchange }
  | { readonly layer: 'http'; readonly exchange: HttpExchange }

/** `null`: everything went through to a complete answer, or the path was not walked. */
export function obstacleOn(path: JudgedPath): Obstacle | null {
  const walk = decisiveWalk(path)
  return walk === null ? null : obstacleIn(walk, path.path.proxy === null ? 'server' : 'proxy')
}

function obstacleIn(walk: Walk, hop: Hop): Obstacle | null {
  const { resolution, dial, proxyTls, tunnel, tls } = walk
  if (resolution?.kind === 'failed') return { layer: 'name', hop, ...pickName(resolution) }
  if (dial !== null && dial.connected === null) return dialObstacle(dial.attempts, hop)
  if (proxyTls !== null && proxyTls.end.kind !== 'established') return { layer: 'proxy-tls', exchange: proxyTls }
  if (tunnel !== null && !isOpen(tunnel)) return { layer: 'tunnel', tunnel }
  if (tls !== null && tls.end.kind !== 'established') return { layer: 'tls', exchange: tls }
  const exchange = walk.http.at(-1)
  if (exchange !== undefined && exchange.end.kind !== 'complete') return { layer: 'http', exchange }
  return null
}

/** The dial got through to the first hop. */
export function reachedFirstHop(path: JudgedPath): boolean {
  const walk = decisiveWalk(path)
  return walk !== null && walk.dial !== null && walk.dial.connected !== null
}

function pickName(failed: { name: string; server: string | null; reason: DnsFailure }) {
  return { name: failed.name, server: failed.server, reason: failed.reason }
}

/** Go's dialParallel reports the first address's error. */
function dialObstacle(attempts: readonly DialAttempt[], hop: Hop): Obstacle | null {
  const first = attempts.find((attempt) => attempt.result.kind !== 'connected' && attempt.result.kind !== 'cut-off')
  return first === undefined ? null : { layer: 'dial', hop, remote: first.remote, result: first.result }
}

function isOpen(tunnel: Tunnel): boolean {
  if (tunnel.kind === 'connect') return tunnel.end.kind === 'answered' && tunnel.status === 200
  return tunnel.end.kind === 'connected'
}
