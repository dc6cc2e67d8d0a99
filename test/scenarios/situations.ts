import type { Case } from '../../src/case.ts'
import { toHex } from '../../src/lib/bytes.ts'
import type { RuleId } from '../../src/rules/index.ts'
import type { Target } from '../../src/target/target.ts'
import type { Tunnel, Walk } from '../../src/transcript/transcript.ts'
import { caseOf, kubectls, pathTo, proxiedByVariable, proxyEndpoint, targetOf } from './case.ts'
import { AT, der, SERVER_IP, serverLeaf } from './certificates.ts'
import {
  answer,
  apiServerHeaders,
  brokenHandshake,
  dialed,
  emptyWalk,
  handshake,
  healthyAnswer,
  socksEnd,
  statusBody,
} from './walks.ts'

export const REMOTE = `${SERVER_IP}:10443`
const DAY_MS = 24 * 60 * 60 * 1000
export const date = (days: number) => new Date(Date.parse(AT) + days * DAY_MS)

/** Straight to a healthy API server, with one thing changed. */
export function direct(walk: Partial<Walk>, target: Partial<Target> = {}, more: Partial<Case> = {}): Case {
  const base = { ...emptyWalk, ...dialed(REMOTE), tls: handshake(der(serverLeaf), true), http: [healthyAnswer] }
  return caseOf(targetOf(target), [kubectls(pathTo('direct', { ...base, ...walk }))], more)
}

export function presenting(
  certificates: readonly string[],
  target: Partial<Target> = {},
  more: Partial<Case> = {},
): Case {
  return direct({ tls: handshake(certificates, true) }, target, more)
}

export function answering(status: number, body: string | null, more: Parameters<typeof answer>[1] = {}): Case {
  return direct({ http: [answer(status, { headers: [...apiServerHeaders], body, ...more })] })
}

/** Through the proxy of HTTPS_PROXY; the direct path is there too and works. */
export function proxied(walk: Partial<Walk>, target: Partial<Target> = {}, more: Partial<Case> = {}): Case {
  const through = { ...emptyWalk, ...dialed('198.51.100.1:8080'), ...walk }
  const clean = { ...emptyWalk, ...dialed(REMOTE), tls: handshake(der(serverLeaf), true), http: [healthyAnswer] }
  const paths = [kubectls(pathTo('http-proxy', through)), pathTo('direct', clean)]
  return caseOf(targetOf({ proxy: proxiedByVariable, ...target }), paths, more)
}

export function tunnelled(tunnel: Tunnel): Case {
  return proxied({ tunnel })
}

export function socks(end: Parameters<typeof socksEnd>[0]): Case {
  const walk = { ...emptyWalk, ...dialed('198.51.100.1:1080'), tunnel: socksEnd(end) }
  return caseOf(targetOf({ proxy: { ...proxiedByVariable, proxy: proxyEndpoint('socks5') } }), [
    kubectls(pathTo('socks5', walk)),
  ])
}

/** The second walk, which carries a token. */
export function withToken(status: number, reason: string): Case {
  const carried = ['token'] as const
  const body = statusBody(status, reason, reason)
  const http = [answer(status, { headers: [...apiServerHeaders], body, carried })]
  return direct({ carried, http }, { authentication: ['token'] })
}

export function refused(code: RuleId): Case {
  const message = `error: ${code}`
  return caseOf(null, [], { configError: { code, message, at: null, facts: {} } })
}

export function odd(code: RuleId): Case {
  return direct({}, { oddities: [{ code, at: null, facts: {} }] })
}

export const healthy: Case = direct({})

export function stopped(walk: Walk): Partial<Walk> {
  return { ...walk, tls: null, http: [] }
}

export function broken(tls: ReturnType<typeof brokenHandshake>): Case {
  return direct({ tls, http: [] })
}

export function alerted(description: number): ReturnType<typeof brokenHandshake> {
  return brokenHandshake(
    { kind: 'alert' },
    { firstBytes: '15030300020228', bytesReceived: 7, alerts: [{ level: 'fatal', description, phase: 'handshake' }] },
  )
}

export function first(text: string): { firstBytes: string; bytesReceived: number } {
  const bytes = new TextEncoder().encode(text)
  return { firstBytes: toHex(bytes), bytesReceived: bytes.length }
}
