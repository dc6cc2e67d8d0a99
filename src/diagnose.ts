import type { ConnectionFlags } from './target/connection-flags.ts'

/** One run as the command line asks for it. */
export interface DiagnoseRequest {
  readonly flags: ConnectionFlags
  /** What stands after `--`, a leading `kubectl` dropped; `[]`: the default request. */
  readonly kubectlArgs: readonly string[]
  /** `--kubectl`. */
  readonly kubectl: string | null
  /** `--kubectl-version`. */
  readonly kubectlVersion: string | null
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
