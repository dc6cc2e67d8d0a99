import type { LoadedKubeconfig } from '../kubeconfig/load.ts'
import type { ConnectionFlags } from '../target/connection-flags.ts'
import type { OnEvent } from '../transcript/event.ts'

/** One run as the command line asks for it. */
export interface DiagnoseRequest {
  /** Connection flags of both sides of `--`, merged. */
  readonly flags: ConnectionFlags
  /** What was read already, where many contexts of it are diagnosed. */
  readonly loaded?: LoadedKubeconfig
  /** kubectl's arguments without connection flags and without a leading `kubectl`; `[]`: the default request. */
  readonly kubectlArgs: readonly string[]
  /** The command after `--` is one that may be run for real (contract.md section 1); true without one. */
  readonly runnable: boolean
  /** `--kubectl`. */
  readonly kubectl: string | null
  /** `--kubectl-version`. */
  readonly kubectlVersion: string | null
  /** False with `--no-observe`. */
  readonly observe: boolean
  readonly via: readonly string[]
  readonly endpoints: readonly string[]
  readonly only: readonly string[]
  readonly exclude: readonly string[]
  readonly canaries: boolean
  readonly sendCredentials: 'never' | 'verified'
  /** The whole run, in milliseconds. */
  readonly timeoutMs: number
}

export interface Hooks {
  /** Aborted by Ctrl-C: what was found so far is returned. */
  readonly signal: AbortSignal
  readonly onEvent: OnEvent
}

/** One run under way: what was asked, and what all its parts share. */
export interface Run {
  readonly request: DiagnoseRequest
  readonly argv: readonly string[]
  /** `null`: this command does not look into the discovery cache. */
  readonly discoveryCacheDir: string | null
  readonly discoveryCache: 'cold' | 'fresh' | 'unused'
  /** `System.monotonicMs` at the start. */
  readonly startedMs: number
  readonly at: Date
  /** Ctrl-C or the deadline. */
  readonly signal: AbortSignal
  /** Ctrl-C alone: a run of kubectl has the deadline as its own bound and says when that ended it. */
  readonly interrupt: AbortSignal
  readonly onEvent: OnEvent
}
