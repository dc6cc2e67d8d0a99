import type { Secret } from '../lib/secret.ts'

/** kubectl's connection flags as given (cli-runtime `ConfigFlags`); `undefined`: not given. */
export interface ConnectionFlags {
  readonly kubeconfig?: string | undefined
  readonly context?: string | undefined
  readonly cluster?: string | undefined
  readonly user?: string | undefined
  readonly namespace?: string | undefined
  readonly server?: string | undefined
  readonly certificateAuthority?: string | undefined
  readonly clientCertificate?: string | undefined
  readonly clientKey?: string | undefined
  readonly token?: Secret | undefined
  readonly username?: string | undefined
  readonly password?: Secret | undefined
  readonly as?: string | undefined
  readonly asUid?: string | undefined
  readonly asGroup?: readonly string[] | undefined
  readonly tlsServerName?: string | undefined
  readonly insecureSkipTlsVerify?: boolean | undefined
  readonly requestTimeout?: string | undefined
  readonly cacheDir?: string | undefined
  readonly disableCompression?: boolean | undefined
}
