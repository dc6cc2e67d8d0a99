import { assertNever } from '../lib/exhaustive.ts'
import type {
  ConnectTunnel,
  DialAttempt,
  DnsFailure,
  HttpExchange,
  Resolution,
  SocksTunnel,
  TlsExchange,
} from '../transcript/transcript.ts'

/** One line of plain facts for each stage. Remote text in it is escaped and cut by the timeline. */
export function describeResolution(resolution: Resolution): string {
  switch (resolution.kind) {
    case 'literal':
      return `${resolution.address} is an address`
    case 'resolved':
      return `${resolution.name} is ${resolution.addresses.join(', ')} (${resolution.from})`
    case 'failed': {
      const asked = resolution.server === null ? '' : ` (${resolution.server})`
      return `${resolution.name}: ${describeDnsFailure(resolution.reason)}${asked}`
    }
    default:
      return assertNever(resolution)
  }
}

export function describeAttempt(result: DialAttempt['result']): string {
  if (result.kind === 'failed') return result.errno
  return result.kind === 'timeout' ? `no answer in ${result.afterMs} ms` : result.kind
}

export function describeConnect(tunnel: ConnectTunnel): string {
  const { end } = tunnel
  switch (end.kind) {
    case 'answered':
      return `CONNECT ${tunnel.authority}: ${tunnel.statusLine ?? ''}`
    case 'closed':
      return `the proxy closed the connection after ${end.bytesBefore} bytes`
    case 'reset':
      return 'the proxy reset the connection'
    case 'overlong':
      return `no end of the answer to CONNECT in ${end.bytesRead} bytes`
    case 'timeout':
      return `no answer to CONNECT in ${end.afterMs} ms`
    case 'malformed':
      return `no HTTP response: ${end.firstLine}`
    case 'cut-off':
      return 'cut off'
    default:
      return assertNever(end)
  }
}

export function describeSocks({ end, target }: SocksTunnel): string {
  if (end.kind === 'refused') return `SOCKS reply ${end.reply} for ${target}`
  if (end.kind === 'unexpected-version') return `not SOCKS 5: the first byte is ${end.version}`
  return end.kind === 'timeout' ? `no SOCKS answer in ${end.afterMs} ms` : `SOCKS: ${end.kind}`
}

export function describeTls({ end, negotiated, certificates, alerts, bytesReceived }: TlsExchange): string {
  const shown =
    certificates === null ? '' : `, ${certificates.length} certificate${certificates.length === 1 ? '' : 's'}`
  switch (end.kind) {
    case 'established':
      return `${negotiated?.version} ${negotiated?.cipher}${shown}`
    case 'alert':
      return `alert ${alerts.at(-1)?.description ?? '?'}${shown}`
    case 'closed':
      return `closed after ${bytesReceived} bytes${shown}`
    case 'reset':
      return `reset after ${bytesReceived} bytes${shown}`
    case 'timeout':
      return `no handshake in ${end.afterMs} ms, ${bytesReceived} bytes received${shown}`
    case 'stack-gave-up':
      return `${end.reason}${shown}`
    case 'cut-off':
      return 'cut off'
    default:
      return assertNever(end)
  }
}

export function describeHttp({ request, status, end }: HttpExchange): string {
  const answer = status === null ? '' : ` ${status}`
  return `${request.method} ${request.url}:${answer}${end.kind === 'complete' ? '' : ` ${end.kind}`}`
}

function describeDnsFailure(reason: DnsFailure): string {
  if (reason.kind === 'socket') return `${reason.syscall}: ${reason.errno}`
  return reason.kind === 'server-misbehaving' ? `rcode ${reason.rcode}` : reason.kind
}
