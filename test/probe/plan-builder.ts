import type { Credentials } from '../../src/kubeconfig/credentials.ts'
import { Secret } from '../../src/lib/secret.ts'
import type { ProbePlan } from '../../src/probe/plan.ts'
import type { Target } from '../../src/target/target.ts'
import type { NetworkPath, ProxyEndpoint } from '../../src/transcript/network-path.ts'
import { clientCertificate } from './loopback.ts'

export const host = '127.0.0.1'

export function path(port: number, proxy: ProxyEndpoint | null = null): NetworkPath {
  const transport = proxy?.kind ?? 'direct'
  return {
    id: `${transport}>${host}:${port}`,
    transport,
    origins: [],
    label: transport,
    proxy,
    server: { host, port },
    address: null,
    usedByKubectl: false,
  }
}

export function proxyAt(port: number, kind: ProxyEndpoint['kind'] = 'http-proxy'): ProxyEndpoint {
  return { kind, host, port, credentials: null, url: `${kind}://${host}:${port}` }
}

export function target(port: number, scheme: 'https' | 'http' = 'https'): Target {
  const at = { kind: 'default' } as const
  return {
    kubeconfig: [],
    context: null,
    cluster: null,
    user: null,
    namespace: null,
    server: `${scheme}://${host}:${port}`,
    scheme,
    host,
    port,
    hostPortAsWritten: `${host}:${port}`,
    pathPrefix: '',
    serverName: host,
    sni: null,
    trust: { source: 'kubeconfig-data', certificates: [], files: [] },
    proxy: {
      proxy: null,
      decidedBy: { kind: 'no-variable' },
      variables: [],
      noProxy: { variable: null, value: null, entries: [] },
    },
    authentication: [],
    clientCertificate: null,
    origins: { server: at },
    requestTimeoutMs: null,
    oddities: [],
  }
}

export const credentials: Credentials = {
  token: new Secret('the-token'),
  basic: null,
  clientCertificate: {
    certificate: new TextEncoder().encode(clientCertificate.pem),
    key: new Secret(clientCertificate.keyPem),
  },
  exec: null,
  impersonate: { user: 'root', uid: null, groups: ['admins'] },
}

export function plan(port: number, changes: Partial<ProbePlan> = {}): ProbePlan {
  return {
    target: target(port),
    paths: [path(port)],
    requests: [
      { method: 'GET', url: `https://${host}:${port}/version`, purpose: 'the request', accept: 'application/json' },
    ],
    credentials: Promise.resolve(null),
    mayAuthenticate: () => true,
    hello: { postQuantum: true, rsaKeyExchange: false },
    canaries: false,
    bounds: { dialMs: 5000, tlsMs: 5000, connectMs: 5000, httpMs: 5000 },
    signal: new AbortController().signal,
    onEvent: () => {},
    ...changes,
  }
}
