import { builtinResourcePath } from './builtin-resources.ts'
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
/** kubectl asks for a printable table (cli-runtime `metav1.Table`). */
const TABLE =
  'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json'
/** client-go's default for discovery requests. */
const DISCOVERY_TIMEOUT = '?timeout=32s'

/**
 * The reads that kubectl makes for these arguments, first to last, as far as they are known without asking the cluster:
 * what is replayed on every path. Commands that write, and those whose later requests depend on answers, give the
 * discovery requests that they start with.
 *
 * @param argv kubectl's arguments without connection flags.
 */
export function kubectlRequests(
  argv: readonly string[],
  target: Target,
  discoveryCache: 'cold' | 'fresh' | 'unused',
): readonly PlannedRequest[] {
  const base = `${target.scheme}://${target.hostPortAsWritten}${target.pathPrefix}`
  const get = (path: string, purpose: string, accept: string): PlannedRequest => ({
    method: 'GET',
    url: `${base}${path}`,
    purpose,
    accept,
  })
  const raw = rawPath(argv)
  if (raw !== null) return [get(raw, 'the raw request', JSON_ONLY)]
  const [command = '', kind = ''] = argv.filter((word) => !word.startsWith('-'))
  if (command === 'version') return [get(`/version${DISCOVERY_TIMEOUT}`, "the server's version", JSON_ONLY)]
  const discovery = [
    get(`/api${DISCOVERY_TIMEOUT}`, 'discovery of the core API', AGGREGATED_DISCOVERY),
    get(`/apis${DISCOVERY_TIMEOUT}`, 'discovery of the API groups', AGGREGATED_DISCOVERY),
  ]
  const wanted = resourceRequest(command, kind, argv, target, get)
  if (wanted === null) return discovery
  return discoveryCache === 'fresh' ? [wanted] : [...discovery, wanted]
}

/** Whether the command looks into the discovery cache at all. */
export function usesDiscovery(argv: readonly string[]): boolean {
  return rawPath(argv) === null && argv[0] !== 'version'
}

function rawPath(argv: readonly string[]): string | null {
  const at = argv.findIndex((word) => word === '--raw' || word.startsWith('--raw='))
  if (at === -1) return null
  const word = argv[at] ?? ''
  const path = word.includes('=') ? word.slice(word.indexOf('=') + 1) : (argv[at + 1] ?? '')
  return path.startsWith('/') ? path : `/${path}`
}

function resourceRequest(
  command: string,
  kind: string,
  argv: readonly string[],
  target: Target,
  get: (path: string, purpose: string, accept: string) => PlannedRequest,
): PlannedRequest | null {
  if (command !== 'get' && command !== 'describe' && command !== 'events') return null
  const allNamespaces = argv.includes('-A') || argv.includes('--all-namespaces')
  const path = builtinResourcePath(command === 'events' ? 'events' : kind, target.namespace ?? 'default', allNamespaces)
  return path === null ? null : get(`${path}?limit=500`, `the ${kind || command} themselves`, TABLE)
}
