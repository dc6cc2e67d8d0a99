import type { CaseEnvironment, DetectedKubectl } from '../case.ts'
import type { Credentials } from '../kubeconfig/credentials.ts'
import type { ConfigError } from '../kubeconfig/kubeconfig.ts'
import { loadKubeconfig } from '../kubeconfig/load.ts'
import { isExcluded } from '../paths/selection.ts'
import { detectKubectl } from '../probe/detect-kubectl.ts'
import { machineProxies } from '../probe/machine/machine-proxies.ts'
import type { Release } from '../release/release.ts'
import { resolveRelease } from '../release/resolve.ts'
import type { System } from '../system/system.ts'
import type { MachineProxy } from '../target/machine-proxy.ts'
import { type Neighbours, neighboursOf } from '../target/neighbours.ts'
import { resolveTarget } from '../target/resolve.ts'
import type { Target } from '../target/target.ts'
import { recordedVariables } from '../transcript/recorded-variables.ts'
import type { DiagnoseRequest } from './request.ts'

/** What is known before anything touches the network. */
export interface Situation {
  readonly kubectl: DetectedKubectl
  readonly release: Release
  readonly environment: CaseEnvironment
  readonly configError: ConfigError | null
  /** `null` exactly with a `configError`. */
  readonly target: Target | null
  readonly credentials: Credentials | null
  /** Proxies that others on this machine are told to use. */
  readonly machine: readonly MachineProxy[]
  readonly neighbours: Neighbours | null
}

/** Reads the kubeconfig and the environment and asks the kubectl on PATH for its version. No network. */
export async function readSituation(request: DiagnoseRequest, at: Date, system: System): Promise<Situation> {
  const settings = wantsSettings(request) ? machineProxies(system) : Promise.resolve([])
  const kubectl = await detectKubectl(request.kubectl, request.kubectlVersion, system)
  const environment: CaseEnvironment = {
    platform: system.platform,
    zoneOffsetMinutes: system.zoneOffsetMinutes(at),
    variables: recordedVariables(system.env),
  }
  const release = resolveRelease(kubectl, environment.variables)
  const known = { kubectl, release, environment, neighbours: null }
  const refused = async (configError: ConfigError): Promise<Situation> => ({
    ...known,
    machine: await settings,
    configError,
    target: null,
    credentials: null,
  })
  // What was refused before the release was known is read again, to be worded as it does.
  const loaded =
    request.loaded?.kind === 'loaded'
      ? request.loaded
      : loadKubeconfig(request.flags.kubeconfig, system, release.behaviours.kubeconfig)
  if (loaded.kind === 'refused') return refused(loaded.error)
  const resolved = resolveTarget(loaded.kubeconfig, request.flags, system, release.behaviours)
  if (resolved.kind === 'refused') return refused(resolved.error)
  const { target, credentials } = resolved
  const neighbours = neighboursOf(loaded.kubeconfig, target)
  return { ...known, machine: await settings, configError: null, target, credentials, neighbours }
}

/** The settings of the system and of tools are read for paths alone. */
function wantsSettings({ exclude }: DiagnoseRequest): boolean {
  return !(['system', 'tool'] as const).every((source) => isExcluded(source, { exclude }))
}
