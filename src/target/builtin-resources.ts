/**
 * Where the API server serves the kinds that people ask for most, by every name that kubectl takes (Kubernetes API
 * reference; `kubectl api-resources`). `kubectl get` learns them by discovery; here they only choose the URL to replay.
 */
interface BuiltinResource {
  readonly names: readonly string[]
  readonly root: '/api/v1' | `/apis/${string}`
  readonly plural: string
  readonly namespaced: boolean
}

const builtinResources: readonly BuiltinResource[] = [
  core('pods', true, 'pod', 'po'),
  core('services', true, 'service', 'svc'),
  core('configmaps', true, 'configmap', 'cm'),
  core('secrets', true, 'secret'),
  core('events', true, 'event', 'ev'),
  core('endpoints', true, 'ep'),
  core('serviceaccounts', true, 'serviceaccount', 'sa'),
  core('persistentvolumeclaims', true, 'persistentvolumeclaim', 'pvc'),
  core('nodes', false, 'node', 'no'),
  core('namespaces', false, 'namespace', 'ns'),
  core('persistentvolumes', false, 'persistentvolume', 'pv'),
  group('apps/v1', 'deployments', 'deployment', 'deploy'),
  group('apps/v1', 'daemonsets', 'daemonset', 'ds'),
  group('apps/v1', 'statefulsets', 'statefulset', 'sts'),
  group('apps/v1', 'replicasets', 'replicaset', 'rs'),
  group('batch/v1', 'jobs', 'job'),
  group('batch/v1', 'cronjobs', 'cronjob', 'cj'),
  group('networking.k8s.io/v1', 'ingresses', 'ingress', 'ing'),
]

/**
 * The collection's URL path, or `null` for a kind that only discovery knows.
 *
 * @param kind `pods`, `po`, `Pod`, `deployments.apps`, `deployments.v1.apps`, `pods.v1.`
 */
export function builtinCollection(kind: string, namespace: string, allNamespaces: boolean): string | null {
  const resource = builtinResource(kind)
  if (resource === null) return null
  if (!resource.namespaced || allNamespaces) return `${resource.root}/${resource.plural}`
  return `${resource.root}/namespaces/${encodeURIComponent(namespace)}/${resource.plural}`
}

/** The path of the API version that serves the kind: `/api/v1`, `/apis/apps/v1`; a subresource behind `/` may stand there. */
export function builtinVersion(kind: string): string | null {
  return builtinResource(kind.split('/', 1)[0] ?? '')?.root ?? null
}

function builtinResource(kind: string): BuiltinResource | null {
  const [wanted = '', ...qualified] = kind.toLowerCase().split('.')
  const resource = builtinResources.find((one) => one.plural === wanted || one.names.includes(wanted))
  return resource !== undefined && qualifies(qualified.join('.'), qualified.length > 0, resource) ? resource : null
}

/** Whether what stands behind the first dot names the resource's group, alone or after its version. */
function qualifies(qualifier: string, given: boolean, { root }: BuiltinResource): boolean {
  if (!given) return true
  const [group = '', version = ''] = root === '/api/v1' ? ['', 'v1'] : root.slice('/apis/'.length).split('/')
  return qualifier === `${version}.${group}` || (group !== '' && qualifier === group)
}

function core(plural: string, namespaced: boolean, ...names: readonly string[]): BuiltinResource {
  return { names, root: '/api/v1', plural, namespaced }
}

function group(version: string, plural: string, ...names: readonly string[]): BuiltinResource {
  return { names, root: `/apis/${version}`, plural, namespaced: true }
}
