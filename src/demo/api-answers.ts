import { randomUUID } from 'node:crypto'

/** Who asks, as the API server's authenticators found. `null`: a credential was sent and is not accepted. */
export type Caller = { readonly user: string; readonly anonymous: boolean } | null

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Flow schema and priority level of one server: they stay the same from answer to answer. */
export interface FlowControl {
  readonly flowSchema: string
  readonly priorityLevel: string
}

export function newFlowControl(): FlowControl {
  return { flowSchema: randomUUID(), priorityLevel: randomUUID() }
}

/**
 * What a kube-apiserver of release 1.34 with one empty namespace answers. Its filters stand in this order: audit
 * (Audit-Id on everything), authentication (401), flow control (the two X-Kubernetes-Pf headers), authorisation (403).
 * Anonymous callers see what `system:public-info-viewer` may: version and health.
 */
export function answer(method: string, url: string, caller: Caller, flow: FlowControl): Answer {
  const path = url.split('?', 1)[0] ?? '/'
  if (caller === null) return json(401, status(401, 'Unauthorized', 'Unauthorized'), {})
  const headers = {
    'X-Kubernetes-Pf-Flowschema-Uid': flow.flowSchema,
    'X-Kubernetes-Pf-Prioritylevel-Uid': flow.priorityLevel,
  }
  if (caller.anonymous && !PUBLIC_PATHS.has(path)) return json(403, forbidden(method, path, caller.user), headers)
  if (HEALTH_PATHS.has(path)) return text(200, 'ok', headers)
  const document = DOCUMENTS[path]
  if (document !== undefined) return json(200, document, headers)
  const list = emptyList(path)
  if (list !== null) return json(200, list, headers)
  // Outside the API there is no Status object: net/http's own words.
  return path.startsWith('/api') ? json(404, NOT_FOUND, headers) : text(404, '404 page not found\n', headers)
}

const HEALTH_PATHS = new Set(['/healthz', '/livez', '/readyz'])
const PUBLIC_PATHS = new Set([...HEALTH_PATHS, '/version', '/version/'])

const VERSION = {
  major: '1',
  minor: '34',
  emulationMajor: '1',
  emulationMinor: '34',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '33',
  gitVersion: 'v1.34.5',
  gitCommit: '0000000000000000000000000000000000000000',
  gitTreeState: 'clean',
  buildDate: '2026-02-26T00:00:00Z',
  goVersion: 'go1.24.13',
  compiler: 'gc',
  platform: 'linux/amd64',
}

const RESOURCES = [
  { name: 'namespaces', singularName: 'namespace', namespaced: false, kind: 'Namespace', verbs: ['get', 'list'] },
  { name: 'nodes', singularName: 'node', namespaced: false, kind: 'Node', verbs: ['get', 'list'] },
  { name: 'pods', singularName: 'pod', namespaced: true, kind: 'Pod', verbs: ['get', 'list'] },
  { name: 'services', singularName: 'service', namespaced: true, kind: 'Service', verbs: ['get', 'list'] },
] as const

const DOCUMENTS: Readonly<Record<string, object>> = {
  '/version': VERSION,
  '/version/': VERSION,
  '/api': { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] },
  '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [] },
  '/api/v1': { kind: 'APIResourceList', groupVersion: 'v1', resources: RESOURCES },
}

const NOT_FOUND = status(404, 'NotFound', 'the server could not find the requested resource')

function emptyList(path: string): object | null {
  const found = /^\/api\/v1\/(?:namespaces\/[^/]+\/)?([a-z]+)$/.exec(path)
  const resource = RESOURCES.find(({ name }) => name === found?.[1])
  return resource === undefined
    ? null
    : { kind: `${resource.kind}List`, apiVersion: 'v1', metadata: { resourceVersion: '1' }, items: [] }
}

function forbidden(method: string, path: string, user: string): object {
  const found = /^\/api\/v1\/(?:namespaces\/([^/]+)\/)?([a-z]+)$/.exec(path)
  if (found?.[2] === undefined) {
    return status(403, 'Forbidden', `forbidden: User "${user}" cannot ${verb(method)} path "${path}"`, {})
  }
  const where = found[1] === undefined ? 'at the cluster scope' : `in the namespace "${found[1]}"`
  const message = `${found[2]} is forbidden: User "${user}" cannot list resource "${found[2]}" in API group "" ${where}`
  return status(403, 'Forbidden', message, { kind: found[2] })
}

function verb(method: string): string {
  return { GET: 'get', POST: 'post', PUT: 'put', DELETE: 'delete', PATCH: 'patch' }[method] ?? method.toLowerCase()
}

/** A `Status` object (meta/v1) as apimachinery writes it. */
function status(code: number, reason: string, message: string, details?: object): object {
  const kind = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason }
  return details === undefined ? { ...kind, code } : { ...kind, details, code }
}

function json(code: number, document: object, headers: Readonly<Record<string, string>>): Answer {
  return { status: code, headers: common('application/json', headers), body: `${JSON.stringify(document)}\n` }
}

function text(code: number, body: string, headers: Readonly<Record<string, string>>): Answer {
  return { status: code, headers: common('text/plain; charset=utf-8', headers), body }
}

function common(contentType: string, headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return {
    'Audit-Id': randomUUID(),
    'Cache-Control': 'no-cache, private',
    'Content-Type': contentType,
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  }
}
