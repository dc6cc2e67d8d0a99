import type { Target } from '../target/target.ts'
import type { NetworkPath } from '../transcript/network-path.ts'
import { endpointSource } from './endpoint.ts'
import { environmentSource } from './environment.ts'
import { flagSource } from './flag.ts'
import { kubeconfigSource } from './kubeconfig.ts'
import { kubectlSource } from './kubectl.ts'
import { systemSource, toolSource } from './machine.ts'
import { otherClusterSource } from './other-cluster.ts'
import type { PathSource, WantedPaths } from './path-source.ts'
import { sameClusterSource } from './same-cluster.ts'
import { selectPaths } from './selection.ts'

export { addressPaths } from './address.ts'
export { certificateNamePaths } from './certificate-name.ts'
export { kubectlPath } from './kubectl.ts'

/** Where paths come from, in the order in which they are shown. Addresses follow when names are resolved (`addressPaths`). */
const pathSources: readonly PathSource[] = [
  kubectlSource,
  kubeconfigSource,
  environmentSource,
  flagSource,
  endpointSource,
  otherClusterSource,
  sameClusterSource,
  systemSource,
  toolSource,
]

/**
 * Every path that a request could take, kubectl's own first; equal paths are one, with all their origins.
 *
 * @throws UsageError for what cannot be read of `--via`, `--endpoint`, `--only` and `--exclude`
 */
export function planPaths(target: Target, wanted: WantedPaths): readonly NetworkPath[] {
  return selectPaths(mergeEqual(pathSources.flatMap((source) => source.plan(target, wanted))), wanted)
}

/** Of equal paths the first gives the proxy's credentials, since the id does not tell them apart. */
function mergeEqual(paths: readonly NetworkPath[]): readonly NetworkPath[] {
  const merged = new Map<string, NetworkPath>()
  for (const path of paths) {
    const first = merged.get(path.id)
    merged.set(path.id, first === undefined ? path : { ...first, origins: [...first.origins, ...path.origins] })
  }
  return [...merged.values()]
}
