import { createServer } from 'node:http'
import { listen } from '../probe/loopback.ts'

export interface DiscoveryServer {
  readonly port: number
  /** `GET /api/v1/pods [application/json]`, in the order of their arrival. */
  readonly requests: string[]
}

/** An API server in the clear that writes down what it is asked, with aggregated discovery as every release since 1.26. */
export async function startDiscoveryServer(): Promise<DiscoveryServer> {
  const requests: string[] = []
  const port = await listen(
    createServer((request, response) => {
      requests.push(`${request.method} ${request.url} [${request.headers.accept}]`)
      const body = BODIES[request.url?.split('?', 1)[0] ?? '']
      const type = body?.kind === 'APIGroupDiscoveryList' ? AGGREGATED : 'application/json'
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': type })
      response.end(JSON.stringify(body ?? NOT_FOUND))
    }),
  )
  return { port, requests }
}

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'
const NOT_FOUND = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', reason: 'NotFound', code: 404 }

interface Served {
  readonly name: string
  readonly kind: string
  readonly namespaced: boolean
  readonly short: string
}

const CORE: readonly Served[] = [
  { name: 'pods', kind: 'Pod', namespaced: true, short: 'po' },
  { name: 'services', kind: 'Service', namespaced: true, short: 'svc' },
  { name: 'events', kind: 'Event', namespaced: true, short: 'ev' },
  { name: 'nodes', kind: 'Node', namespaced: false, short: 'no' },
  { name: 'namespaces', kind: 'Namespace', namespaced: false, short: 'ns' },
]
const APPS: readonly Served[] = [{ name: 'deployments', kind: 'Deployment', namespaced: true, short: 'deploy' }]

function versionOf(group: string, served: readonly Served[]): object {
  return {
    version: 'v1',
    freshness: 'Current',
    resources: served.map(({ name, kind, namespaced, short }) => ({
      resource: name,
      responseKind: { group, version: 'v1', kind },
      scope: namespaced ? 'Namespaced' : 'Cluster',
      singularResource: kind.toLowerCase(),
      verbs: ['get', 'list'],
      shortNames: [short],
    })),
  }
}

function discoveryOf(items: readonly object[]): { readonly kind: string } {
  return { ...{ apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items }, kind: 'APIGroupDiscoveryList' }
}

function resourceList(groupVersion: string, served: readonly Served[]): { readonly kind: string } {
  const resources = served.map(({ name, kind, namespaced }) => ({ name, kind, namespaced, verbs: ['get', 'list'] }))
  return { ...{ apiVersion: 'v1', groupVersion, resources }, kind: 'APIResourceList' }
}

const EMPTY = { kind: 'List', apiVersion: 'v1', metadata: { resourceVersion: '1' }, items: [] }
const LISTS = ['pods', 'services', 'events'].flatMap((name) => [
  `/api/v1/${name}`,
  ...['default', 'kube-system'].map((namespace) => `/api/v1/namespaces/${namespace}/${name}`),
])

const BODIES: Readonly<Record<string, { readonly kind?: string }>> = {
  '/api': discoveryOf([{ metadata: {}, versions: [versionOf('', CORE)] }]),
  '/apis': discoveryOf([{ metadata: { name: 'apps' }, versions: [versionOf('apps', APPS)] }]),
  '/api/v1': resourceList('v1', CORE),
  '/apis/apps/v1': resourceList('apps/v1', APPS),
  ...Object.fromEntries([...LISTS, '/api/v1/nodes', '/api/v1/namespaces'].map((path) => [path, EMPTY])),
  '/apis/apps/v1/namespaces/default/deployments': EMPTY,
}
