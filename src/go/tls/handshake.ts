import { fromBase64 } from '../../lib/bytes.ts'
import type { Behaviours } from '../../release/release.ts'
import type { TlsExchange } from '../../transcript/transcript.ts'
import type { Ends } from '../net/broken.ts'
import type { VerifyStep } from '../verdict.ts'
import { judgeChain } from '../x509/judge-chain.ts'
import { errorAfterCertificate } from './after-certificate.ts'
import { chainIsJudged, errorBeforeCertificate } from './before-certificate.ts'
import { endError } from './handshake-end.ts'
import { HANDSHAKE } from './handshake-type.ts'
import { readRecords } from './record-layer.ts'
import type { TlsError } from './tls-error.ts'

/** How one leg's peer is checked. */
export interface HandshakeChecks {
  /** DER of the pool; `null` only when nothing is verified. */
  readonly anchors: readonly Uint8Array[] | null
  readonly dnsName: string
  readonly insecure: boolean
  readonly at: Date
  readonly zoneOffsetMinutes: number
  readonly behaviours: Behaviours
  readonly ends: Ends
  /** The leg to an https:// proxy. */
  readonly wrapped: boolean
}

export interface HandshakeJudgement {
  /** Ends the handshake before any certificate is judged. */
  readonly before: TlsError | null
  /** What the certificates are refused for, one hidden behind the other. */
  readonly certificate: readonly TlsError[]
  /** The server's signature, which the accepted certificate should prove, is missing or made with too small a key. */
  readonly signature: TlsError | null
  /** How the handshake ended, with an accepted certificate too; `null`: it was completed. */
  readonly end: TlsError | null
  readonly chains: readonly (readonly string[])[]
  readonly trace: readonly VerifyStep[]
}

/**
 * Judges one TLS handshake as crypto/tls's client would have lived it, from the wire and not from what our own stack
 * thought of it. Order: first record, ServerHello, chain (parse, time, name, issuer), leaf key, the rest.
 * Models crypto/tls.Conn.clientHandshake; kubectl-truth sections 2.1, 5.2 to 5.4.
 */
export function judgeHandshake(exchange: TlsExchange, checks: HandshakeChecks): HandshakeJudgement {
  const { behaviours, ends } = checks
  const records = exchange.trail === undefined ? null : readRecords(exchange, exchange.trail, checks)
  if (records === null || records.error === null)
    return judgeMessages(exchange, endError(exchange, behaviours, ends, records?.next ?? 'unknown'), checks)
  return judgeMessages(cutAfter(records.messages, exchange), records.error, checks)
}

/** As if the connection had ended there: what comes behind a record that is refused is not read. */
function cutAfter(count: number, exchange: TlsExchange): TlsExchange {
  const messages = exchange.messages.slice(0, count)
  const came = (type: number) => messages.some((message) => message.type === type)
  return {
    ...exchange,
    firstBytes: '',
    messages,
    serverHello: came(HANDSHAKE.serverHello) ? exchange.serverHello : null,
    certificates: came(HANDSHAKE.certificate) ? exchange.certificates : null,
    end: { kind: 'closed', midRecord: false },
  }
}

function judgeMessages(exchange: TlsExchange, end: TlsError | null, checks: HandshakeChecks): HandshakeJudgement {
  const wire = errorBeforeCertificate(exchange, checks.behaviours, checks.wrapped)
  if (wire !== null) return { ...NOTHING_JUDGED, before: wire }
  const presented = (exchange.certificates ?? []).map(fromBase64)
  if (presented.length === 0 || !chainIsJudged(exchange)) return { ...NOTHING_JUDGED, before: end }
  const chain = judgeChain({
    presented,
    anchors: checks.insecure ? null : checks.anchors,
    dnsName: checks.dnsName,
    at: checks.at,
    zoneOffsetMinutes: checks.zoneOffsetMinutes,
    behaviours: checks.behaviours,
    insecure: checks.insecure,
  })
  return {
    before: null,
    certificate: chain.error === null ? [] : [chain.error, ...chain.next],
    signature: errorAfterCertificate(exchange, checks.behaviours),
    end,
    chains: chain.chains,
    trace: chain.trace,
  }
}

const NOTHING_JUDGED = { before: null, certificate: [], signature: null, end: null, chains: [], trace: [] } as const
