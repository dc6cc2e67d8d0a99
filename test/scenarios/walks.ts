import type {
  ConnectTunnel,
  DnsFailure,
  HttpExchange,
  SocksTunnel,
  TlsExchange,
  Walk,
} from '../../src/transcript/transcript.ts'

const LOCAL = '198.51.100.7:50000'

export const emptyWalk: Walk = {
  carried: [],
  resolution: null,
  dial: null,
  proxyTls: null,
  tunnel: null,
  tls: null,
  http: [],
  stages: [],
}

export function dialed(remote: string): Pick<Walk, 'resolution' | 'dial'> {
  return {
    resolution: { kind: 'literal', address: remote.slice(0, remote.lastIndexOf(':')) },
    dial: {
      attempts: [{ remote, result: { kind: 'connected' }, durationMs: 1 }],
      connected: { remote, local: LOCAL },
    },
  }
}

export function dialFailed(remote: string, errno: string): Walk {
  const result =
    errno === 'timeout' ? ({ kind: 'timeout', afterMs: 30_000 } as const) : ({ kind: 'failed', errno } as const)
  return {
    ...emptyWalk,
    resolution: { kind: 'literal', address: remote.slice(0, remote.lastIndexOf(':')) },
    dial: { attempts: [{ remote, result, durationMs: 1 }], connected: null },
  }
}

export function lookupFailed(name: string, reason: DnsFailure): Walk {
  return { ...emptyWalk, resolution: { kind: 'failed', name, server: '198.51.100.53:53', reason } }
}

export function connectAnswer(status: number, phrase: string, more: Partial<ConnectTunnel> = {}): ConnectTunnel {
  return {
    kind: 'connect',
    authority: '192.0.2.10:10443',
    end: { kind: 'answered' },
    statusLine: `HTTP/1.1 ${status} ${phrase}`,
    status,
    headers: [],
    body: null,
    firstBytes: '',
    local: LOCAL,
    ...more,
  }
}

export function socksEnd(end: SocksTunnel['end']): SocksTunnel {
  const proxyAddress = '198.51.100.1:1080'
  return { kind: 'socks5', target: '192.0.2.10:10443', proxyAddress, end, firstBytes: '', local: LOCAL }
}

/** A handshake that stands, with this chain. `asks`: the server requested a client certificate, as API servers do. */
export function handshake(
  certificates: readonly string[],
  asks: boolean,
  more: Partial<TlsExchange> = {},
): TlsExchange {
  return {
    sni: null,
    clientHello: null,
    firstBytes: '1603030050',
    bytesReceived: 3000,
    local: LOCAL,
    remote: '192.0.2.10:10443',
    serverHello: {
      version: 0x0304,
      legacyVersion: 0x0303,
      cipherSuite: 0x1301,
      helloRetryRequest: false,
      extensions: [43, 51],
    },
    messages: [],
    certificates,
    certificateRequest: asks ? { authorities: [] } : null,
    alerts: [],
    negotiated: { version: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', group: 'X25519', alpn: 'h2' },
    end: { kind: 'established' },
    ...more,
  }
}

/** A handshake that ended before any certificate came. */
export function brokenHandshake(end: TlsExchange['end'], more: Partial<TlsExchange> = {}): TlsExchange {
  return {
    ...handshake([], false),
    firstBytes: '',
    bytesReceived: 0,
    serverHello: null,
    certificates: null,
    negotiated: null,
    end,
    ...more,
  }
}

export function answer(status: number, more: Partial<HttpExchange> = {}): HttpExchange {
  return {
    request: { method: 'GET', url: 'https://192.0.2.10:10443/version', purpose: 'GET /version' },
    carried: [],
    protocol: 'h2',
    status,
    statusText: '',
    headers: [],
    contentType: 'application/json',
    bodyBytes: 0,
    body: null,
    end: { kind: 'complete' },
    durationMs: 5,
    ...more,
  }
}

export const apiServerHeaders = [
  ['audit-id', '7e3f4d5c-0000-4000-8000-000000000000'],
  ['x-kubernetes-pf-flowschema-uid', '11111111-0000-4000-8000-000000000000'],
] as const

/** What a healthy API server answers. */
export const healthyAnswer = answer(200, { headers: [...apiServerHeaders], bodyBytes: 280 })

export function statusBody(code: number, reason: string, message: string): string {
  return JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason, code })
}
