import type { JudgeInput } from '../../src/go/judge-input.ts'
import { toBase64 } from '../../src/lib/bytes.ts'
import { behavioursOf } from '../../src/release/behaviours.ts'
import type { Release } from '../../src/release/release.ts'
import type { Target } from '../../src/target/target.ts'
import type { NetworkPath, ProxyEndpoint, TransportKind } from '../../src/transcript/network-path.ts'
import type { HttpExchange, TlsExchange, Walk } from '../../src/transcript/transcript.ts'

/** Where the hand-made wire runs: client, server and proxy. */
export const LOCAL = '10.9.0.1:40000'
const SERVER = '10.9.0.1:6443'
export const PROXY = '10.9.0.1:3128'
const AT = new Date('2026-11-23T23:00:00Z')

export function releaseOf(kubectl: string, go: string, godebug: Readonly<Record<string, string>> = {}): Release {
  return { kubectl, go, assumed: false, approximate: null, behaviours: behavioursOf(go, godebug, kubectl) }
}

export const V1_34_5 = releaseOf('v1.34.5', 'go1.24.13')

export function targetOf(server: string, changes: Partial<Target> = {}): Target {
  const url = new URL(server)
  const scheme = url.protocol === 'http:' ? 'http' : 'https'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return {
    kubeconfig: ['/home/user/.kube/config'],
    context: 'x',
    cluster: 'c',
    user: 'u',
    namespace: null,
    server,
    scheme,
    host,
    port: url.port === '' ? (scheme === 'https' ? 443 : 80) : Number(url.port),
    hostPortAsWritten: /^[a-z]+:\/\/(?:[^@/]*@)?([^/?]*)/.exec(server)?.[1] ?? '',
    pathPrefix: url.pathname.replace(/\/$/, ''),
    serverName: host,
    sni: /^[\d.:]+$/.test(host) ? null : host,
    trust: { source: 'kubeconfig-data', certificates: [], files: [] },
    proxy: {
      proxy: null,
      decidedBy: { kind: 'no-variable' },
      variables: [],
      noProxy: { variable: null, value: null, entries: [] },
    },
    authentication: ['token'],
    clientCertificate: null,
    origins: {},
    requestTimeoutMs: null,
    oddities: [],
    ...changes,
  }
}

export function pathOf(target: Target, transport: TransportKind = 'direct'): NetworkPath {
  const proxy: ProxyEndpoint | null =
    transport === 'direct'
      ? null
      : {
          kind: transport,
          host: 'proxy.example.test',
          port: 3128,
          credentials: null,
          url: 'http://proxy.example.test:3128',
        }
  return {
    id: `${transport}>${target.host}:${target.port}`,
    transport,
    origins: [],
    label: transport,
    proxy,
    server: { host: target.host, port: target.port },
    address: null,
    usedByKubectl: true,
  }
}

export function walkOf(parts: Partial<Walk>): Walk {
  return {
    carried: ['token'],
    resolution: { kind: 'resolved', name: 'api.example.test', addresses: ['10.9.0.1'], from: 'hosts-file' },
    dial: connected(SERVER),
    proxyTls: null,
    tunnel: null,
    tls: null,
    http: [],
    stages: [],
    ...parts,
  }
}

export function connected(remote: string): NonNullable<Walk['dial']> {
  return {
    attempts: [{ remote, result: { kind: 'connected' }, durationMs: 1 }],
    connected: { remote, local: LOCAL },
  }
}

export function exchangeOf(parts: Partial<TlsExchange>): TlsExchange {
  return {
    sni: 'api.example.test',
    clientHello: null,
    firstBytes: '',
    bytesReceived: (parts.firstBytes?.length ?? 0) / 2,
    local: LOCAL,
    remote: SERVER,
    serverHello: null,
    messages: [],
    certificates: null,
    certificateRequest: null,
    alerts: [],
    negotiated: null,
    end: { kind: 'established' },
    ...parts,
  }
}

/** A completed TLS 1.3 handshake that presented this chain. */
export function establishedWith(chain: readonly Uint8Array[], parts: Partial<TlsExchange> = {}): TlsExchange {
  return exchangeOf({
    serverHello: {
      version: 0x0304,
      legacyVersion: 0x0303,
      cipherSuite: 0x1301,
      helloRetryRequest: false,
      extensions: [43, 51],
    },
    certificates: chain.map(toBase64),
    negotiated: { version: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', group: 'X25519', alpn: 'http/1.1' },
    ...parts,
  })
}

export function answerOf(parts: Partial<HttpExchange>): HttpExchange {
  const body = parts.body ?? null
  return {
    request: { method: 'GET', url: 'https://api.example.test:6443/version', purpose: 'raw' },
    carried: ['token'],
    protocol: 'http/1.1',
    status: 200,
    statusText: '',
    headers: [],
    contentType: null,
    bodyBytes: body === null ? 0 : Buffer.byteLength(body),
    body,
    end: { kind: 'complete' },
    durationMs: 1,
    ...parts,
  }
}

export function inputOf(target: Target, walks: readonly Walk[], changes: Partial<JudgeInput> = {}): JudgeInput {
  return {
    target,
    path: pathOf(target),
    transcript: { pathId: 'direct', startedMs: 0, walks, cutOff: false },
    release: V1_34_5,
    argv: ['get', '--raw', '/version'],
    discoveryCache: 'cold',
    at: AT,
    zoneOffsetMinutes: 0,
    execFailure: null,
    ...changes,
  }
}
