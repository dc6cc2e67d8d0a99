import { fromHex, type Hex } from '../../lib/bytes.ts'
import { assertNever } from '../../lib/exhaustive.ts'
import type { SocksTunnel } from '../../transcript/transcript.ts'
import { type Failure, notMeasured, unreached } from '../failure.ts'
import { resetError } from '../net/broken.ts'

/**
 * What stops kubectl at a SOCKS 5 proxy: `socks connect tcp PROXY->TARGET: CAUSE`; `null` when the tunnel stands. A
 * closed connection is `EOF` here and, being inside this text, is not retried by client-go.
 * Models net/http's bundled x/net/internal/socks; RFC 1928 section 6, RFC 1929; kubectl-truth section 6.
 */
export function socksFailure(tunnel: SocksTunnel): Failure | null {
  if (tunnel.end.kind === 'connected') return null
  if (tunnel.end.kind === 'cut-off') return notMeasured('proxy', 'the run ended before the SOCKS proxy answered')
  const cause = causeOf(tunnel.end, tunnel)
  return unreached('proxy', {
    code: cause.code,
    text: `socks connect tcp ${tunnel.proxyAddress}->${tunnel.target}: ${cause.text}`,
    approximate: cause.approximate ?? null,
    // Only a reset: client-go finds ECONNRESET inside any error, but EOF only as the error itself.
    retried: cause.code === 'net.OpError.read.ECONNRESET',
  })
}

interface Cause {
  readonly code: string
  readonly text: string
  readonly approximate?: string | null
}

function causeOf(end: Exclude<SocksTunnel['end'], { kind: 'connected' | 'cut-off' }>, tunnel: SocksTunnel): Cause {
  switch (end.kind) {
    case 'refused':
      return { code: `socks.Reply.${end.reply}`, text: `unknown error ${replyText(end.reply)}` }
    case 'unexpected-version':
      return { code: 'socks.UnexpectedVersion', text: `unexpected protocol version ${end.version}` }
    case 'no-acceptable-method':
      return { code: 'socks.NoAcceptableMethod', text: 'no acceptable authentication methods' }
    case 'authentication-failed':
      return { code: 'socks.AuthenticationFailed', text: 'username/password authentication failed' }
    case 'invalid-auth-version':
      return { code: 'socks.InvalidAuthVersion', text: 'invalid username/password version' }
    case 'non-zero-reserved':
      return { code: 'socks.NonZeroReserved', text: 'non-zero reserved field' }
    case 'unknown-address-type':
      return { code: 'socks.UnknownAddressType', text: `unknown address type ${end.type}` }
    case 'closed':
      return endsInside(tunnel.firstBytes)
        ? { code: 'io.ErrUnexpectedEOF', text: 'unexpected EOF' }
        : { code: 'io.EOF', text: 'EOF' }
    case 'reset':
      return resetError({ local: tunnel.local, remote: tunnel.proxyAddress })
    case 'timeout':
      return {
        code: 'context.DeadlineExceeded',
        text: 'context deadline exceeded',
        approximate: 'Go sets no bound of its own on a silent SOCKS proxy',
      }
    default:
      return assertNever(end)
  }
}

/** Go reads in pieces: method, password's answer, head of the reply, its address. A FIN inside one is unexpected. */
function endsInside(received: Hex): boolean {
  const bytes = fromHex(received)
  const head = bytes[1] === PASSWORD ? 4 : 2
  const ends = [0, 2, head, head + 4, head + 4 + addressOctets(bytes.subarray(head))]
  return !ends.includes(bytes.length)
}

const PASSWORD = 2

/** With the port; a name has its length in front, which is read by itself. */
function addressOctets(reply: Uint8Array): number {
  return reply[3] === 4 ? 18 : 6
}

function replyText(reply: number): string {
  return REPLIES[reply] ?? `unknown code: ${reply}`
}

/** RFC 1928 section 6, in the words of x/net/internal/socks. */
const REPLIES: Readonly<Record<number, string>> = {
  0: 'succeeded',
  1: 'general SOCKS server failure',
  2: 'connection not allowed by ruleset',
  3: 'network unreachable',
  4: 'host unreachable',
  5: 'connection refused',
  6: 'TTL expired',
  7: 'command not supported',
  8: 'address type not supported',
}
