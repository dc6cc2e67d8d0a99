import { fromBase64 } from '../lib/bytes.ts'
import type { Behaviours } from '../release/release.ts'
import type { TlsExchange, Tunnel, Walk } from '../transcript/transcript.ts'
import { type Failure, notMeasured, rejected, unreached } from './failure.ts'
import { connectFailure } from './http/connect.ts'
import { proxyConnect } from './http/proxyconnect.ts'
import { socksFailure } from './http/socks.ts'
import type { JudgeInput } from './judge-input.ts'
import type { Ends } from './net/broken.ts'
import { dialFailure } from './net/dial.ts'
import { lookupFailure } from './net/lookup.ts'
import { type HandshakeChecks, type HandshakeJudgement, judgeHandshake } from './tls/handshake.ts'
import type { VerifyStep } from './verdict.ts'
import { proxyVerifiedName } from './verified-name.ts'

/** All that stops kubectl on one walk, in the order in which it would meet it, up to the TLS handshake with the server. */
export interface WalkJudgement {
  readonly failures: readonly Failure[]
  /** The doctor went no further, and neither would kubectl with the failures before it mended. */
  readonly ended: boolean
  readonly chains: readonly (readonly string[])[]
  readonly trace: readonly VerifyStep[]
}

/**
 * Judges one walk hop by hop: name, connect, TLS with the proxy, tunnel, TLS with the server. A refused certificate hides
 * what comes after it, but the doctor went on: both are listed. Models net/http.Transport.dialConn.
 */
export function judgeWalk(walk: Walk, input: JudgeInput): WalkJudgement {
  // An ssh tunnel is none of net/http's proxies: kubectl would meet its local end.
  const proxied = input.path.proxy !== null && input.path.transport !== 'ssh'
  const wrap = proxied ? proxyConnect : <F extends Failure | null>(failure: F) => failure
  const first = wrap(lookupFailure(walk.resolution)) ?? wrap(dialFailure(walk.dial))
  if (first !== null) return stopped([first])
  if (walk.dial === null && walk.tunnel === null && walk.tls === null && walk.http.length === 0)
    return stopped([notMeasured('tcp', 'this path was not walked to its end')])
  const proxy = walk.proxyTls === null ? NO_FAILURES : proxyTlsFailures(walk.proxyTls, walk, input)
  if (proxy.ended) return stopped(proxy.failures)
  const tunnel = tunnelFailure(walk.tunnel, walk, input.release.behaviours)
  if (tunnel !== null) return stopped([...proxy.failures, tunnel])
  if (input.target.scheme === 'http') return { ...CLEAR, failures: proxy.failures }
  if (walk.tls === null)
    return stopped([...proxy.failures, notMeasured('tls', 'the run ended before the TLS handshake')])
  return serverTlsFailures(walk.tls, walk, input, proxy.failures)
}

interface Leg {
  readonly failures: readonly Failure[]
  readonly ended: boolean
}

const NO_FAILURES: Leg = { failures: [], ended: false }
const CLEAR = { ended: false, chains: [], trace: [] } as const

function stopped(failures: readonly Failure[]): WalkJudgement {
  return { failures, ended: true, chains: [], trace: [] }
}

/** An https:// proxy is verified with the cluster's CA pool, and everything it does wrong is `proxyconnect tcp: `. */
function proxyTlsFailures(exchange: TlsExchange, walk: Walk, input: JudgeInput): Leg {
  const judged = judgeHandshake(exchange, checksFor(exchange, walk, input, 'proxy'))
  const last = judged.before ?? judged.signature ?? judged.end
  const errors = last === null ? judged.certificate : [...judged.certificate, last]
  return { failures: errors.map((error) => proxyConnect(unreached('proxy', error))), ended: hasEnded(judged) }
}

function serverTlsFailures(
  exchange: TlsExchange,
  walk: Walk,
  input: JudgeInput,
  before: readonly Failure[],
): WalkJudgement {
  const judged = judgeHandshake(exchange, checksFor(exchange, walk, input, 'server'))
  const failures = [...before, ...handshakeFailures(judged)]
  return { failures, ended: hasEnded(judged), chains: judged.chains, trace: judged.trace }
}

function handshakeFailures(judged: HandshakeJudgement): readonly Failure[] {
  if (judged.before !== null) return [unreached('tls', judged.before)]
  const certificate = judged.certificate.map((error) => rejected('certificate', error))
  const last = judged.signature ?? judged.end
  return last === null ? certificate : [...certificate, rejected('tls', last)]
}

function hasEnded(judged: HandshakeJudgement): boolean {
  return judged.before !== null || judged.end !== null
}

function checksFor(exchange: TlsExchange, walk: Walk, input: JudgeInput, leg: 'proxy' | 'server'): HandshakeChecks {
  const { target, release } = input
  const insecure = target.trust.source === 'insecure'
  return {
    anchors: insecure ? null : target.trust.certificates.map(fromBase64),
    dnsName: leg === 'proxy' ? proxyVerifiedName(target, input.path.proxy?.host ?? '') : target.serverName,
    insecure,
    at: input.at,
    zoneOffsetMinutes: input.zoneOffsetMinutes,
    behaviours: release.behaviours,
    ends: endsOf(walk, exchange),
    wrapped: leg === 'proxy',
  }
}

/** Go's connection is the one to the first hop, whatever runs inside it. */
export function endsOf(walk: Walk, exchange: Ends | null): Ends {
  const connected = walk.dial?.connected
  if (connected !== null && connected !== undefined) return connected
  return exchange ?? { local: '', remote: '' }
}

function tunnelFailure(tunnel: Tunnel | null, walk: Walk, behaviours: Behaviours): Failure | null {
  switch (tunnel?.kind) {
    case undefined:
      return null
    case 'connect':
      return connectFailure(tunnel, walk.dial?.connected?.remote ?? '', behaviours)
    case 'socks5':
      return socksFailure(tunnel)
    case 'ssh':
      if (tunnel.end.kind === 'connected') return null
      if (tunnel.end.kind === 'cut-off') return notMeasured('proxy', 'the run ended before the ssh tunnel stood')
      return unreached('proxy', {
        code: 'ssh.failed',
        text: tunnel.end.stderr,
        approximate: 'kubectl has no ssh transport of its own: this is what ssh said',
      })
  }
}
