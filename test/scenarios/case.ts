import type { Case } from '../../src/case.ts'
import { type JudgedCase, judgeCase } from '../../src/judged-case.ts'
import { proposeRemedies } from '../../src/remedies/propose.ts'
import type { Remedy } from '../../src/remedies/remedy.ts'
import { type RuleRun, runRules } from '../../src/rules/run.ts'
import type { ProxyChoice } from '../../src/target/proxy-choice.ts'
import type { Target } from '../../src/target/target.ts'
import type { NetworkPath, ProxyEndpoint, TransportKind } from '../../src/transcript/network-path.ts'
import type { Walk } from '../../src/transcript/transcript.ts'
import { AT, clusterCa, der, SERVER_IP } from './certificates.ts'

const PORT = 10443

export function proxyEndpoint(kind: ProxyEndpoint['kind'] = 'http-proxy'): ProxyEndpoint {
  const scheme = { 'http-proxy': 'http', 'https-proxy': 'https', socks5: 'socks5', ssh: 'ssh' }[kind]
  const port = kind === 'socks5' ? 1080 : 8080
  return { kind, host: 'proxy', port, credentials: null, url: `${scheme}://proxy:${port}` }
}

/** One path with what was seen on it. `null`: planned but not walked. */
export interface Walked {
  readonly path: NetworkPath
  readonly walks: readonly Walk[] | null
}

export function pathTo(transport: TransportKind, walk: Walk | null, more: Partial<NetworkPath> = {}): Walked {
  const proxy = transport === 'direct' ? null : proxyEndpoint(transport)
  const server = more.server ?? { host: SERVER_IP, port: PORT }
  const at = proxy === null ? '' : `@${proxy.host}:${proxy.port}`
  const path: NetworkPath = {
    id: `${transport}${at}>${server.host}:${server.port}`,
    transport,
    origins: [
      proxy === null ? { source: 'kubeconfig', name: 'cluster "lab"' } : { source: 'environment', name: 'HTTPS_PROXY' },
    ],
    label: proxy === null ? 'direct' : `through ${proxy.url}`,
    proxy,
    server,
    address: null,
    usedByKubectl: false,
    ...more,
  }
  return { path, walks: walk === null ? null : [walk] }
}

/** kubectl takes this one. */
export function kubectls(walked: Walked): Walked {
  const origins = [{ source: 'kubectl' as const, name: 'kubectl' }, ...walked.path.origins]
  return { ...walked, path: { ...walked.path, usedByKubectl: true, origins } }
}

export const noProxy: ProxyChoice = {
  proxy: null,
  decidedBy: { kind: 'no-variable' },
  variables: [],
  noProxy: { variable: null, value: null, entries: [] },
}

/** HTTPS_PROXY leads to the scenario's proxy. */
export const proxiedByVariable: ProxyChoice = {
  ...noProxy,
  proxy: proxyEndpoint(),
  decidedBy: { kind: 'variable', variable: 'HTTPS_PROXY' },
  variables: [
    {
      name: 'HTTPS_PROXY',
      value: 'http://proxy:8080',
      status: 'won',
      reason: 'it is read first for https',
      endpoint: proxyEndpoint(),
    },
  ],
}

export function targetOf(more: Partial<Target> = {}): Target {
  const server = { kind: 'file', file: '/home/u/.kube/config', pointer: '/clusters/0/cluster/server', line: 5 } as const
  return {
    kubeconfig: ['/home/u/.kube/config'],
    context: 'lab',
    cluster: 'lab',
    user: 'admin',
    namespace: null,
    server: `https://${SERVER_IP}:${PORT}`,
    scheme: 'https',
    host: SERVER_IP,
    port: PORT,
    hostPortAsWritten: `${SERVER_IP}:${PORT}`,
    pathPrefix: '',
    serverName: SERVER_IP,
    sni: null,
    trust: { source: 'kubeconfig-data', certificates: der(clusterCa), files: [] },
    proxy: noProxy,
    authentication: [],
    clientCertificate: null,
    origins: { server },
    requestTimeoutMs: null,
    oddities: [],
    ...more,
  }
}

export function caseOf(target: Target | null, walked: readonly Walked[], more: Partial<Case> = {}): Case {
  return {
    schemaVersion: '1',
    kind: 'Case',
    tool: { name: 'kubectl-tlsdoctor', version: '0.0.0' },
    at: AT,
    environment: { platform: 'linux', zoneOffsetMinutes: 0, variables: {} },
    argv: ['get', '--raw', '/version'],
    requests: [{ method: 'GET', url: `https://${SERVER_IP}:${PORT}/version`, purpose: 'version', accept: '*/*' }],
    discoveryCache: 'unused',
    kubectl: { binary: '/usr/bin/kubectl', version: 'v1.34.5', goVersion: 'go1.24.13', requested: null, problem: null },
    configError: null,
    target,
    paths: walked.map(({ path }) => path),
    transcripts: walked.flatMap(({ path, walks }) =>
      walks === null ? [] : [{ pathId: path.id, startedMs: 0, walks, cutOff: false }],
    ),
    observed: [],
    exec: null,
    canaries: [],
    trustElsewhere: [],
    interrupted: 'no',
    ...more,
  }
}

export interface Diagnosis extends RuleRun {
  readonly judged: JudgedCase
  readonly ids: readonly string[]
  readonly remedies: readonly Remedy[]
  remedy(id: string): Remedy | undefined
}

/** The whole pure half over one Case, with the real model. */
export function diagnosed(subject: Case): Diagnosis {
  const judged = judgeCase(subject)
  const ran = runRules(judged)
  const remedies = proposeRemedies(judged, ran.findings, judgeCase)
  return {
    ...ran,
    judged,
    ids: ran.findings.map(({ id }) => id),
    remedies,
    remedy: (id) => remedies.find((one) => one.id === id),
  }
}
