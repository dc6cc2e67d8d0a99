import type { Duplex } from 'node:stream'
import { joinHostPort } from '../../lib/host-port.ts'
import { parseIp } from '../../lib/ip.ts'
import type { ProxyEndpoint } from '../../transcript/network-path.ts'
import type { SocksTunnel } from '../../transcript/transcript.ts'
import type { Waited } from '../wait.ts'
import { type Arrived, Inbox } from './inbox.ts'

const VERSION = 5
const METHOD = { none: 0, password: 2, noneAcceptable: 0xff } as const
const ADDRESS = { ipv4: 1, name: 3, ipv6: 4 } as const

export interface SocksRequest {
  readonly stream: Duplex
  readonly local: string
  /** `ip:port` of the proxy. */
  readonly proxyAddress: string
  /** Sent as it is: the proxy resolves a name. */
  readonly host: string
  readonly port: number
  readonly credentials: ProxyEndpoint['credentials']
  readonly limitMs: number
  readonly signal: AbortSignal
}

/**
 * Asks a SOCKS 5 proxy for a connection (RFC 1928, RFC 1929) in the order of Go's client (x/net/internal/socks), so that
 * the first oddity met is the one that Go reports. After `connected` the stream stands at the tunnel's first byte.
 */
export async function socks5Connect(request: SocksRequest): Promise<SocksTunnel> {
  const inbox = new Inbox(request.stream)
  const end = await converse(request, inbox)
  return {
    kind: 'socks5',
    target: joinHostPort(request.host, request.port),
    proxyAddress: request.proxyAddress,
    end,
    firstBytes: inbox.firstBytes(),
    local: request.local,
  }
}

async function converse(request: SocksRequest, inbox: Inbox): Promise<SocksTunnel['end']> {
  const { stream, credentials } = request
  const read = (upTo: number) => inbox.until((bytes) => bytes.length >= upTo, request.limitMs, request.signal)

  stream.write(
    Buffer.from(credentials === null ? [VERSION, 1, METHOD.none] : [VERSION, 2, METHOD.none, METHOD.password]),
  )
  const methodRead = await read(2)
  const [version = 0, method = 0] = inbox.bytes()
  if (inbox.bytes().length < 2) return early(methodRead)
  if (version !== VERSION) return { kind: 'unexpected-version', version }
  if (method === METHOD.noneAcceptable) return { kind: 'no-acceptable-method' }
  let at = 2
  if (credentials !== null && method === METHOD.password) {
    stream.write(passwordRequest(credentials))
    const authenticated = await read(at + 2)
    const [authVersion, status] = inbox.bytes().subarray(at)
    if (status === undefined) return early(authenticated)
    if (authVersion !== 1) return { kind: 'invalid-auth-version' }
    if (status !== 0) return { kind: 'authentication-failed' }
    at += 2
  } else if (credentials !== null && method !== METHOD.none) {
    return { kind: 'no-acceptable-method' }
  }

  stream.write(connectRequest(request.host, request.port))
  const replied = await read(at + 5)
  const [replyVersion = 0, reply = 0, reserved = 0, type, first = 0] = inbox.bytes().subarray(at)
  if (type === undefined) return early(replied)
  if (replyVersion !== VERSION) return { kind: 'unexpected-version', version: replyVersion }
  if (reply !== 0) return { kind: 'refused', reply }
  if (reserved !== 0) return { kind: 'non-zero-reserved' }
  const length = boundAddressLength(type, first)
  if (length === null) return { kind: 'unknown-address-type', type }
  const total = at + 4 + length + 2
  const bound = await read(total)
  if (inbox.bytes().length < total) return early(bound)
  inbox.release(total)
  return { kind: 'connected' }
}

/** The proxy said less than an answer. */
function early(waited: Waited<Arrived>): SocksTunnel['end'] {
  if (waited.kind !== 'done') return waited
  return waited.value === 'reset' ? { kind: 'reset' } : { kind: 'closed' }
}

/** Octets of the bound address; a name's length stands in its first octet. */
function boundAddressLength(type: number, first: number): number | null {
  if (type === ADDRESS.ipv4) return 4
  if (type === ADDRESS.ipv6) return 16
  return type === ADDRESS.name ? 1 + first : null
}

function passwordRequest(credentials: NonNullable<ProxyEndpoint['credentials']>): Buffer {
  const username = Buffer.from(credentials.username).subarray(0, 255)
  const password = Buffer.from(credentials.password?.reveal() ?? '').subarray(0, 255)
  return Buffer.concat([Buffer.from([1, username.length]), username, Buffer.from([password.length]), password])
}

function connectRequest(host: string, port: number): Buffer {
  const ip = parseIp(host)
  const name = Buffer.from(host, 'latin1').subarray(0, 255)
  const address =
    ip === null
      ? Buffer.concat([Buffer.from([ADDRESS.name, name.length]), name])
      : Buffer.concat([Buffer.from([ip.length === 4 ? ADDRESS.ipv4 : ADDRESS.ipv6]), ip])
  return Buffer.concat([Buffer.from([VERSION, 1, 0]), address, Buffer.from([port >> 8, port & 0xff])])
}
