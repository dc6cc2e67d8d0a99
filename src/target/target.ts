import type { Location } from '../kubeconfig/location.ts'
import type { Base64 } from '../lib/bytes.ts'
import type { ProxyChoice } from './proxy-choice.ts'

/** What kubectl would talk to, and how it would check it: plain data, no secrets (those stay in `Credentials`). */
export interface Target {
  readonly kubeconfig: readonly string[]
  readonly context: string | null
  readonly cluster: string | null
  readonly user: string | null
  readonly namespace: string | null
  /** The URL as client-go uses it, scheme included; userinfo redacted. */
  readonly server: string
  readonly scheme: 'https' | 'http'
  /** Without brackets. */
  readonly host: string
  readonly port: number
  /** The URL names a port itself (kubectl's "was refused" line repeats host and port as in the URL). */
  readonly hostPortAsWritten: string
  /** URL path prefix without a trailing slash; `''` mostly. */
  readonly pathPrefix: string
  /** What Go verifies the certificate against: tls-server-name, or the host. */
  readonly serverName: string
  /** What Go sends: `null` for IP addresses. */
  readonly sni: string | null
  readonly trust: Trust
  readonly proxy: ProxyChoice
  /** `--request-timeout`: a bound for each request as a whole; `null`: none. */
  readonly requestTimeoutMs: number | null
  /** How the user authenticates, by name only. */
  readonly authentication: readonly AuthenticationMethod[]
  readonly clientCertificate: { readonly certificates: readonly Base64[]; readonly at: Location } | null
  /** Where each value came from: keys are `server`, `tlsServerName`, `trust`, `proxyUrl`, `insecure`, `user`, … */
  readonly origins: Readonly<Record<string, Location>>
  /** What is odd but no error for client-go: `server-scheme-missing`, `server-scheme-http`, `ca-file-empty`, … (finding ids). */
  readonly oddities: readonly Oddity[]
}

export type AuthenticationMethod = 'client-certificate' | 'token' | 'token-file' | 'basic' | 'exec' | 'auth-provider'

export interface Trust {
  readonly source: 'kubeconfig-data' | 'kubeconfig-file' | 'flag' | 'system' | 'insecure'
  /** DER. For `system` the roots that Go would load on this platform. */
  readonly certificates: readonly Base64[]
  /** For `kubeconfig-file`, `flag` and `system`: the files read. */
  readonly files: readonly string[]
}

export interface Oddity {
  readonly code: string
  readonly at: Location | null
  readonly facts: Readonly<Record<string, string | number | boolean | readonly string[]>>
}
