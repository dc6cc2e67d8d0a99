import type { MachineProxy } from '../target/machine-proxy.ts'
import type { Neighbours } from '../target/neighbours.ts'
import type { Target } from '../target/target.ts'
import type { NetworkPath, Source } from '../transcript/network-path.ts'

/** What the command line asks for beside the paths that the configuration gives. */
export interface WantedPaths {
  /** `--via` URLs. */
  readonly via: readonly string[]
  /** `--endpoint HOST[:PORT]`. */
  readonly endpoints: readonly string[]
  /** `--only`, `--exclude`: transports, sources or path ids. */
  readonly only: readonly string[]
  readonly exclude: readonly string[]
  /** What was read of this machine beside kubectl's own configuration; absent: nothing. */
  readonly machine?: readonly MachineProxy[]
  /** The kubeconfig's other entries; absent: none. */
  readonly neighbours?: Neighbours
}

/** One kind of place that paths come from. Pure; throws UsageError only for what the user wrote on the command line. */
export interface PathSource {
  readonly source: Source
  plan(target: Target, wanted: WantedPaths): readonly NetworkPath[]
}
