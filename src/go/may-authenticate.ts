import { fromBase64 } from '../lib/bytes.ts'
import type { Release } from '../release/release.ts'
import type { Target } from '../target/target.ts'
import type { TlsExchange } from '../transcript/transcript.ts'
import { judgeHandshake } from './tls/handshake.ts'
import { proxyVerifiedName } from './verified-name.ts'

export interface AuthenticationContext {
  readonly target: Target
  readonly release: Release
  readonly at: Date
  readonly zoneOffsetMinutes: number
}

/**
 * Whether credentials may be sent to the peer of this handshake: only where verification is on, the model of kubectl
 * accepts the chain and the name, and the peer completed the handshake, which proves that it holds the key, or refused it
 * for want of a client certificate that it had asked for. Never over http://.
 */
export function mayAuthenticate(exchange: TlsExchange, context: AuthenticationContext): boolean {
  if (context.target.scheme !== 'https') return false
  if (exchange.end.kind !== 'established' && !wantsClientCertificate(exchange)) return false
  return isVerified(exchange, context.target.serverName, context)
}

/**
 * Whether an https:// proxy may be given its own password: kubectl verifies it with the cluster's CA pool.
 *
 * @param proxyHost without brackets
 */
export function mayAuthenticateToProxy(
  exchange: TlsExchange,
  proxyHost: string,
  context: AuthenticationContext,
): boolean {
  if (exchange.end.kind !== 'established') return false
  return isVerified(exchange, proxyVerifiedName(context.target, proxyHost), context)
}

function isVerified(exchange: TlsExchange, dnsName: string, context: AuthenticationContext): boolean {
  const { trust } = context.target
  if (trust.source === 'insecure') return false
  const judged = judgeHandshake(exchange, {
    anchors: trust.certificates.map(fromBase64),
    dnsName,
    insecure: false,
    at: context.at,
    zoneOffsetMinutes: context.zoneOffsetMinutes,
    behaviours: context.release.behaviours,
    ends: exchange,
    wrapped: false,
  })
  const accepted = judged.before === null && judged.certificate.length === 0 && judged.signature === null
  return accepted && judged.chains.length > 0
}

/** TLS 1.2 servers refuse within the handshake; the second connection then proves the key before anything is sent. */
function wantsClientCertificate(exchange: TlsExchange): boolean {
  return exchange.end.kind === 'alert' && exchange.certificateRequest !== null
}
