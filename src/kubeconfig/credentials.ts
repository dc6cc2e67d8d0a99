import type { Secret } from '../lib/secret.ts'
import type { ExecConfig, Located } from './kubeconfig.ts'

/**
 * The secrets of one user, as they would be sent. Never part of a Case; handed to the probe, which sends them only where
 * `mayAuthenticate` says yes.
 */
export interface Credentials {
  readonly token: Secret | null
  readonly basic: { readonly username: string; readonly password: Secret } | null
  /** PEM. */
  readonly clientCertificate: { readonly certificate: Uint8Array; readonly key: Secret } | null
  /** Runs once, beside the anonymous walk; what it gives fills `token` or `clientCertificate`. */
  readonly exec: Located<ExecConfig> | null
  readonly impersonate: {
    readonly user: string
    readonly uid: string | null
    readonly groups: readonly string[]
    readonly extra?: Readonly<Record<string, readonly string[]>>
  } | null
}
