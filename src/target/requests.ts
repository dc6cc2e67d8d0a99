import { builtinVersion } from './builtin-resources.ts'
import { type KubectlWords, readKubectlWords } from './kubectl-words.ts'
import { requestUrl } from './request-url.ts'
import { eventRequests, logRequests, objectRequests, type Read } from './resource-requests.ts'
import type { Target } from './target.ts'

/** A request that is replayed on every path. Only ever a read: nothing that the doctor sends changes a cluster. */
export interface PlannedRequest {
  readonly method: 'GET'
  readonly url: string
  /** What kubectl wants it for, in a few words. */
  readonly purpose: string
  readonly accept: string
}

const JSON_ONLY = 'application/json, */*'
/** client-go `discovery.AcceptV2` with its fallbacks (Kubernetes 1.30 on). */
const AGGREGATED_DISCOVERY = [
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList',
  'application/json',
].join(',')
/** client-go's default for discovery requests. */
const DISCOVERY_TIMEOUT = '?timeout=32s'

/**
 * The reads that kubectl makes for these arguments, first to last, as far as they are known without asking the cluster:
 * what is replayed on every path. Commands that write, and those whose later requests depend on answers, give the
 * requests that they start with. `test/target/observed-requests.test.ts` asks a real kubectl.
 * Divergence: where kubectl only posts a review, its API group is read instead.
 *
 * @param argv kubectl's arguments without connection flags.
 */
export function kubectlRequests(
  argv: readonly string[],
  target: Target,
  discoveryCache: 'cold' | 'fresh' | 'unused',
): readonly PlannedRequest[] {
  const line = readKubectlWords(argv)
  const before = beforeReads(line)
  const reads = ownReads(line, target)
  const asked = before === 'cached-discovery' && discoveryCache === 'fresh' && reads.length > 0 ? [] : DISCOVERY[before]
  return [...asked, ...reads].map(({ path, purpose, accept }) => ({
    method: 'GET',
    url: requestUrl(target, path),
    purpose,
    accept,
  }))
}

/** Whether the command looks into the discovery cache at all, or writes it anew. */
export function usesDiscovery(argv: readonly string[]): boolean {
  const before = beforeReads(readKubectlWords(argv))
  return before === 'cached-discovery' || before === 'discovery'
}

/** What comes before the command's own requests; `cached-discovery` only where the cache is cold. */
type Before = 'cached-discovery' | 'discovery' | 'uncached-discovery' | 'nothing'

const DISCOVERY = {
  'cached-discovery': discovery(DISCOVERY_TIMEOUT),
  discovery: discovery(DISCOVERY_TIMEOUT),
  'uncached-discovery': discovery(''),
  nothing: [],
} as const satisfies Record<Before, readonly Read[]>

function discovery(query: string): readonly Read[] {
  return [
    { path: `/api${query}`, purpose: 'discovery of the core API', accept: AGGREGATED_DISCOVERY },
    { path: `/apis${query}`, purpose: 'discovery of the API groups', accept: AGGREGATED_DISCOVERY },
  ]
}

function beforeReads(line: KubectlWords): Before {
  const { words, flag } = line
  const [command = '', second = ''] = words
  if (flag('--raw') !== undefined || command === 'version') return 'nothing'
  // These ask the server whatever the cache holds.
  if (command === 'api-versions') return 'discovery'
  if (command === 'api-resources') return isOn(flag('--cached')) ? 'cached-discovery' : 'discovery'
  // `top` asks whether there is a metrics API by a client of its own.
  if (command === 'top') return 'uncached-discovery'
  if (command === 'events') return flag('--for') === undefined ? 'nothing' : 'cached-discovery'
  if (command === 'auth') return second === 'can-i' && reviewedResource(line) !== null ? 'cached-discovery' : 'nothing'
  return 'cached-discovery'
}

function ownReads(line: KubectlWords, target: Target): readonly Read[] {
  const { words, flag } = line
  const raw = flag('--raw')
  if (raw !== undefined) {
    return [{ path: rawPath(raw), purpose: 'the raw request', accept: JSON_ONLY }]
  }
  const namespace = target.namespace ?? 'default'
  switch (words[0]) {
    case 'version':
      return [{ path: `/version${DISCOVERY_TIMEOUT}`, purpose: "the server's version", accept: JSON_ONLY }]
    case 'get':
    case 'describe':
      return objectRequests(line, namespace)
    case 'events':
      return eventRequests(line, namespace)
    case 'logs':
      return logRequests(line, namespace)
    case 'explain':
      return [{ path: `/openapi/v3${DISCOVERY_TIMEOUT}`, purpose: "the API's description", accept: JSON_ONLY }]
    case 'cluster-info':
      return words[1] === 'dump' ? [] : [CLUSTER_SERVICES]
    case 'auth':
      return authReads(line)
    default:
      return []
  }
}

/**
 * What `get --raw` asks for. Models net/url.Parse and Request.RequestURI of client-go: a host is passed over, and the query
 * is written anew, its names in order and those left out that cannot be read.
 */
function rawPath(raw: string): string {
  const [, path = '', query = ''] = /^(?:\/\/[^/?#]*)?([^?#]*)(?:\?([^#]*))?/.exec(raw) ?? []
  const readable = query.split('&').filter((pair) => !/;|%(?![0-9a-f]{2})/i.test(pair))
  const values = new URLSearchParams(readable.join('&'))
  values.sort()
  // QueryEscape differs in these two from what forms are sent as.
  const written = values.toString().replaceAll('*', '%2A').replaceAll('%7E', '~')
  return `${path.startsWith('/') ? path : `/${path}`}${written === '' ? '' : `?${written}`}`
}

const CLUSTER_SERVICES: Read = {
  path: '/api/v1/namespaces/kube-system/services?labelSelector=kubernetes.io%2Fcluster-service%3Dtrue',
  purpose: "the cluster's services",
  accept: JSON_ONLY,
}

/** Reviews are posted; the doctor only reads. */
function authReads(line: KubectlWords): readonly Read[] {
  const resource = reviewedResource(line)
  if (resource !== null) {
    const path = builtinVersion(resource) ?? '/api/v1'
    return [{ path, purpose: 'the API version, to know the resource', accept: JSON_ONLY }]
  }
  const group = line.words[1] === 'whoami' ? 'authentication.k8s.io' : 'authorization.k8s.io'
  return [{ path: `/apis/${group}/v1`, purpose: 'the API group of the review that kubectl posts', accept: JSON_ONLY }]
}

/** What `auth can-i VERB RESOURCE` asks for; `null` for a URL or `--list`, which need no discovery. */
function reviewedResource({ words, flag }: KubectlWords): string | null {
  const resource = words[1] === 'can-i' ? words[3] : undefined
  return resource === undefined || resource.startsWith('/') || isOn(flag('--list')) ? null : resource
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !/^(?:f|false|0)$/i.test(value)
}
