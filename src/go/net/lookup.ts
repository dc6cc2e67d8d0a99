import { assertNever } from '../../lib/exhaustive.ts'
import type { DnsFailure, Resolution } from '../../transcript/transcript.ts'
import { type Failure, notMeasured, unreached } from '../failure.ts'
import { errnoText } from './errno.ts'

/**
 * What a failed name resolution is to the dialer: `dial tcp: lookup NAME[ on SERVER]: CAUSE`; `null` when a name was
 * resolved. Models net.DNSError.Error within net.OpError, pure Go resolver (kubectl-truth section 10).
 */
export function lookupFailure(resolution: Resolution | null): Failure | null {
  if (resolution === null || resolution.kind !== 'failed') return null
  const { name, server, reason } = resolution
  if (reason.kind === 'cut-off') return notMeasured('dns', 'the run ended before the name was resolved')
  if (reason.kind === 'no-such-host' && server === null && /\.onion\.?$/i.test(name)) return unasked(name)
  const cause = causeOf(reason, server)
  const on = server === null ? '' : ` on ${server}`
  return unreached('dns', {
    code: cause.code,
    text: `dial tcp: lookup ${name}${on}: ${cause.text}`,
    approximate: cause.approximate,
  })
}

/** Go asks nobody for these (RFC 7686), finds nothing and no error, and then has no address to dial. */
function unasked(name: string): Failure {
  return unreached('dns', {
    code: 'net.DNSError.NotFound',
    text: `dial tcp: address ${name}: no suitable address found`,
  })
}

interface Cause {
  readonly code: string
  readonly text: string
  readonly approximate: string | null
}

function causeOf(reason: Exclude<DnsFailure, { kind: 'cut-off' }>, server: string | null): Cause {
  switch (reason.kind) {
    case 'no-such-host':
      return { code: 'net.DNSError.NotFound', text: 'no such host', approximate: null }
    case 'server-misbehaving':
      return { code: 'net.DNSError.ServerMisbehaving', text: 'server misbehaving', approximate: null }
    case 'timeout':
      return {
        code: 'net.DNSError.Timeout',
        text: `read udp ${reason.local}->${server ?? ''}: i/o timeout`,
        approximate: null,
      }
    case 'socket':
      return socketCause(reason, server)
    case 'malformed-answer':
      return {
        code: 'net.DNSError.Malformed',
        text: 'cannot unmarshal DNS message',
        approximate: 'Go drops an answer that it cannot match to its question and waits on, so that it may time out',
      }
    default:
      return assertNever(reason)
  }
}

/** A closed DNS port answers with ICMP: the very `connection refused` that kubectl blames on the API server. */
function socketCause(reason: Extract<DnsFailure, { kind: 'socket' }>, server: string | null): Cause {
  const words = errnoText(reason.errno)
  const text =
    reason.syscall === 'read' && reason.local !== null
      ? `read udp ${reason.local}->${server ?? ''}: read: ${words}`
      : `dial udp ${server ?? ''}: connect: ${words}`
  return { code: `net.DNSError.${reason.errno}`, text, approximate: null }
}
