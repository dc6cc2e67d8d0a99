import type { Secret } from '../lib/secret.ts'
import type { Location } from './location.ts'

/** A kubeconfig after client-go's merge: for each name the first file wins. Every value keeps where it stands. */
export interface Kubeconfig {
  /** Files in order, those that exist. */
  readonly files: readonly string[]
  /** Files that were named but are not there. */
  readonly missing: readonly string[]
  readonly currentContext: Located<string> | null
  readonly contexts: ReadonlyMap<string, ContextEntry>
  readonly clusters: ReadonlyMap<string, ClusterEntry>
  readonly users: ReadonlyMap<string, UserEntry>
}

export interface Located<T> {
  readonly value: T
  readonly at: Location
}

export interface ContextEntry {
  readonly at: Location
  readonly cluster: string
  readonly user: string
  readonly namespace: string
}

export interface ClusterEntry {
  readonly at: Location
  readonly server: Located<string> | null
  readonly tlsServerName: Located<string> | null
  readonly insecureSkipTlsVerify: Located<boolean> | null
  /** Already joined to the file's folder where relative. */
  readonly certificateAuthority: Located<string> | null
  readonly certificateAuthorityData: Located<Uint8Array> | null
  readonly proxyUrl: Located<string> | null
  readonly disableCompression: boolean
}

export interface UserEntry {
  readonly at: Location
  readonly clientCertificate: Located<string> | null
  readonly clientCertificateData: Located<Uint8Array> | null
  readonly clientKey: Located<string> | null
  readonly clientKeyData: Located<Secret> | null
  readonly token: Located<Secret> | null
  readonly tokenFile: Located<string> | null
  readonly username: Located<string> | null
  readonly password: Located<Secret> | null
  readonly impersonate: string | null
  readonly impersonateUid: string | null
  readonly impersonateGroups: readonly string[]
  /** `as-user-extra`. */
  readonly impersonateExtra?: Readonly<Record<string, readonly string[]>>
  readonly exec: Located<ExecConfig> | null
  readonly authProvider: Located<string> | null
  /** Its `config` section; values may be tokens. */
  readonly authProviderConfig?: Readonly<Record<string, Secret>>
}

/** Section `exec` of a user, as client-go's ExecConfig; `command` joined to the file's folder where it holds a slash. */
export interface ExecConfig {
  readonly command: string
  readonly args: readonly string[]
  readonly env: readonly { readonly name: string; readonly value: Secret }[]
  readonly apiVersion: string
  readonly installHint: string
  readonly provideClusterInfo: boolean
  readonly interactiveMode: string
}

/** What client-go refuses before any connection, in its own words. */
export interface ConfigError {
  /** Stable: `kubeconfig-missing`, `kubeconfig-invalid`, `context-missing`, … : the finding id of contract.md section 3. */
  readonly code: string
  /** The whole line(s) that kubectl prints, `error: ` included. */
  readonly message: string
  readonly at: Location | null
  /** Named values for the finding: `{context: "zz"}`. Never secrets. */
  readonly facts: Readonly<Record<string, string | number | boolean | readonly string[]>>
}
