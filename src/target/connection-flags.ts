import type { Secret } from '../lib/secret.ts'
import { redactUrlPassword } from '../lib/url-password.ts'

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

/** The same flags as arguments for a real kubectl; `shown` has `REDACTED` for what is secret. */
export function connectionArguments(flags: ConnectionFlags): {
  readonly args: readonly string[]
  readonly shown: readonly string[]
} {
  const given = flagValues(flags).filter((pair): pair is [string, string | Secret] => pair[1] !== undefined)
  return {
    args: given.map(([flag, value]) => `--${flag}=${typeof value === 'string' ? value : value.reveal()}`),
    shown: given.map(
      ([flag, value]) => `--${flag}=${flag === 'server' ? redactUrlPassword(String(value)) : String(value)}`,
    ),
  }
}

function flagValues(flags: ConnectionFlags): readonly (readonly [string, string | Secret | undefined])[] {
  return [
    ['kubeconfig', flags.kubeconfig],
    ['context', flags.context],
    ['cluster', flags.cluster],
    ['user', flags.user],
    ['namespace', flags.namespace],
    ['server', flags.server],
    ['certificate-authority', flags.certificateAuthority],
    ['client-certificate', flags.clientCertificate],
    ['client-key', flags.clientKey],
    ['token', flags.token],
    ['username', flags.username],
    ['password', flags.password],
    ['as', flags.as],
    ['as-uid', flags.asUid],
    ...(flags.asGroup ?? []).map((group) => ['as-group', group] as const),
    ['tls-server-name', flags.tlsServerName],
    ['insecure-skip-tls-verify', flags.insecureSkipTlsVerify?.toString()],
    ['request-timeout', flags.requestTimeout],
    ['disable-compression', flags.disableCompression?.toString()],
  ]
}
