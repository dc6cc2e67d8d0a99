import type { ClusterEntry, Kubeconfig } from '../kubeconfig/kubeconfig.ts'
import type { Location } from '../kubeconfig/location.ts'
import { equalBytes } from '../lib/bytes.ts'
import type { ProxyEndpoint } from '../transcript/network-path.ts'
import { parseGoUrl } from './go-url.ts'
import { endpointOf } from './proxy-endpoint.ts'
import { readServerUrl } from './server-url.ts'
import type { Target } from './target.ts'

/** What the kubeconfig's other entries say that may lead to the same API server. */
export interface Neighbours {
  readonly proxies: readonly { readonly cluster: string; readonly endpoint: ProxyEndpoint; readonly at: Location }[]
  /** Servers of entries with the same certificate authority. */
  readonly endpoints: readonly {
    readonly cluster: string
    readonly host: string
    readonly port: number
    readonly at: Location
  }[]
}

/** Enough for any kubeconfig that is one person's. */
const MAX = 8

/** Every other cluster's proxy-url, and the servers of those that trust the same authority as the target's cluster. */
export function neighboursOf(kubeconfig: Kubeconfig, target: Target): Neighbours {
  const own = target.cluster === null ? undefined : kubeconfig.clusters.get(target.cluster)
  const others = [...kubeconfig.clusters].filter(([name]) => name !== target.cluster)
  return {
    proxies: others.flatMap(([cluster, { proxyUrl }]) => proxyOf(cluster, proxyUrl)).slice(0, MAX),
    endpoints: others
      .filter(([, entry]) => own !== undefined && haveSameAuthority(entry, own))
      .flatMap(([cluster, entry]) => serverOf(cluster, entry))
      .filter(({ host, port }) => host !== target.host || port !== target.port)
      .slice(0, MAX),
  }
}

function proxyOf(cluster: string, proxyUrl: ClusterEntry['proxyUrl']): Neighbours['proxies'] {
  const parsed = proxyUrl === null ? null : parseGoUrl(proxyUrl.value)
  if (proxyUrl === null || parsed === null || !parsed.ok) return []
  const { url } = parsed
  // What client-go takes (clientcmd validation): anything else is an error of that cluster.
  if (!['http', 'https', 'socks5'].includes(url.scheme) || url.host === '') return []
  return [{ cluster, endpoint: endpointOf(url), at: proxyUrl.at }]
}

function serverOf(cluster: string, { server }: ClusterEntry): Neighbours['endpoints'] {
  if (server === null) return []
  const read = readServerUrl(server)
  if (read.kind === 'refused' || read.value.scheme !== 'https') return []
  return [{ cluster, host: read.value.host, port: read.value.port, at: server.at }]
}

/** Two clusters without any authority are no relatives: both trust the system's roots. */
function haveSameAuthority(one: ClusterEntry, other: ClusterEntry): boolean {
  const { certificateAuthorityData: a, certificateAuthority: fileA } = one
  const { certificateAuthorityData: b, certificateAuthority: fileB } = other
  if (a !== null && b !== null) return a.value.length > 0 && equalBytes(a.value, b.value)
  return (
    a === null && b === null && fileA !== null && fileB !== null && fileA.value !== '' && fileA.value === fileB.value
  )
}
