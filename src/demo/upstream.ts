import { connect, isIP, type Socket } from 'node:net'

/** `host:port` of a CONNECT request (RFC 9110 section 9.3.6); IPv6 without its brackets. */
export interface Authority {
  readonly host: string
  readonly port: number
}

export function parseAuthority(text: string): Authority | null {
  const found = /^(?:\[([0-9A-Fa-f:.]+)\]|([^:[\]\s]+)):([0-9]{1,5})$/.exec(text)
  const host = found?.[1] ?? found?.[2]
  const port = Number(found?.[3])
  return host === undefined || port > 65_535 ? null : { host, port }
}

/** Which upstreams a proxy may dial. The demo's never leaves the machine, whatever it is asked for. */
export type MayDial = (authority: Authority) => boolean

export const onlyLoopback: MayDial = ({ host }) => (isIP(host) === 4 ? host.startsWith('127.') : host === '::1')

export type Upstream =
  | { readonly kind: 'connected'; readonly socket: Socket }
  | { readonly kind: 'failed'; readonly reason: string }

const DIAL_MS = 10_000

/** Dials; the reason of a failure in the words that Envoy has from the C library. */
export function dialUpstream(authority: Authority, mayDial: MayDial): Promise<Upstream> {
  if (!mayDial(authority)) return Promise.resolve({ kind: 'failed', reason: 'Connection refused' })
  return new Promise((resolve) => {
    const socket = connect({ host: authority.host, port: authority.port })
    socket.setTimeout(DIAL_MS, () => fail('Connection timed out'))
    socket.once('error', (error: NodeJS.ErrnoException) => fail(REASONS[error.code ?? ''] ?? 'Connection refused'))
    socket.once('connect', () => {
      socket.setTimeout(0)
      resolve({ kind: 'connected', socket })
    })
    function fail(reason: string): void {
      socket.destroy()
      resolve({ kind: 'failed', reason })
    }
  })
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Connection refused',
  ENETUNREACH: 'Network is unreachable',
  EHOSTUNREACH: 'No route to host',
  ETIMEDOUT: 'Connection timed out',
  ECONNRESET: 'Connection reset by peer',
}

/** The 503 that an Envoy gives when it cannot reach what it was to forward to: status, headers and body. */
export function unreachableUpstream(reason: string): {
  readonly status: 503
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
} {
  const body = `upstream connect error or disconnect/reset before headers. reset reason: remote connection failure, transport failure reason: delayed connect error: ${reason}`
  return {
    status: 503,
    headers: { 'content-length': String(body.length), 'content-type': 'text/plain', server: 'envoy' },
    body,
  }
}
