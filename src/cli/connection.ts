import { UsageError } from '../errors.ts'
import { Secret } from '../lib/secret.ts'
import type { ConnectionFlags } from '../target/connection-flags.ts'
import type { ConnectionFlagName } from './flags.ts'
import type { FlagValues } from './read-flags.ts'

/** The connection flags among those given; of a repeated one the last counts, as for pflag. Secrets are wrapped here. */
export function connectionFlags(values: FlagValues): ConnectionFlags {
  const last = (name: ConnectionFlagName) => values.get(name)?.at(-1)
  const flags: ConnectionFlags = {
    kubeconfig: last('kubeconfig'),
    context: last('context'),
    cluster: last('cluster'),
    user: last('user'),
    namespace: last('namespace'),
    server: last('server'),
    certificateAuthority: last('certificate-authority'),
    clientCertificate: last('client-certificate'),
    clientKey: last('client-key'),
    token: secret(last('token')),
    username: last('username'),
    password: secret(last('password')),
    as: last('as'),
    asUid: last('as-uid'),
    asGroup: values.get('as-group'),
    tlsServerName: last('tls-server-name'),
    insecureSkipTlsVerify: boolean(last('insecure-skip-tls-verify')),
    requestTimeout: last('request-timeout'),
    cacheDir: last('cache-dir'),
    disableCompression: boolean(last('disable-compression')),
  }
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined))
}

/**
 * The flags of both sides of `--`.
 *
 * @throws UsageError where one flag is given differently on both
 */
export function mergeConnectionFlags(before: ConnectionFlags, after: ConnectionFlags): ConnectionFlags {
  for (const name of Object.keys(after) as (keyof ConnectionFlags)[]) {
    if (before[name] === undefined || comparable(before[name]) === comparable(after[name])) continue
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    throw new UsageError(`${flag} is given differently before and after "--"`)
  }
  return { ...before, ...after }
}

function comparable(value: ConnectionFlags[keyof ConnectionFlags]): string {
  return value instanceof Secret ? value.reveal() : JSON.stringify(value)
}

function secret(value: string | undefined): Secret | undefined {
  return value === undefined ? undefined : new Secret(value)
}

function boolean(value: string | undefined): boolean | undefined {
  return value === undefined ? undefined : value === 'true'
}
