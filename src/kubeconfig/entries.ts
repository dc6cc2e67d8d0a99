import { posix, win32 } from 'node:path'
import { Secret } from '../lib/secret.ts'
import type { Fields } from './fields.ts'
import type { ClusterEntry, ContextEntry, ExecConfig, Located, UserEntry } from './kubeconfig.ts'

/** How the paths of one kubeconfig are read: those that are relative stand against its folder. */
export interface PathRules {
  readonly folder: string
  readonly platform: NodeJS.Platform
}

export function contextEntry(fields: Fields): ContextEntry {
  return {
    at: fields.at,
    cluster: fields.text('cluster'),
    user: fields.text('user'),
    namespace: fields.text('namespace'),
  }
}

export function clusterEntry(fields: Fields, rules: PathRules): ClusterEntry {
  return {
    at: fields.at,
    server: fields.located('server'),
    tlsServerName: fields.located('tls-server-name'),
    insecureSkipTlsVerify: fields.bool('insecure-skip-tls-verify')
      ? { value: true, at: fields.child('insecure-skip-tls-verify').at }
      : null,
    certificateAuthority: path(fields.located('certificate-authority'), rules),
    certificateAuthorityData: fields.bytes('certificate-authority-data'),
    proxyUrl: fields.located('proxy-url'),
    disableCompression: fields.bool('disable-compression'),
  }
}

export function userEntry(fields: Fields, rules: PathRules): UserEntry {
  const provider = fields.child('auth-provider')
  return {
    at: fields.at,
    clientCertificate: path(fields.located('client-certificate'), rules),
    clientCertificateData: fields.bytes('client-certificate-data'),
    clientKey: path(fields.located('client-key'), rules),
    clientKeyData: secretBytes(fields.bytes('client-key-data')),
    token: secret(fields.located('token')),
    tokenFile: path(fields.located('tokenFile'), rules),
    username: fields.located('username'),
    password: secret(fields.located('password')),
    impersonate: fields.text('as') || null,
    impersonateUid: fields.text('as-uid') || null,
    impersonateGroups: fields.texts('as-groups'),
    impersonateExtra: Object.fromEntries(
      fields
        .child('as-user-extra')
        .entries()
        .map(([key, values]) => [key, values.items().map((item) => item.value)]),
    ),
    exec: fields.child('exec').present
      ? { value: execConfig(fields.child('exec'), rules), at: fields.child('exec').at }
      : null,
    authProvider: provider.present ? { value: provider.text('name'), at: provider.at } : null,
    authProviderConfig: Object.fromEntries(
      provider
        .child('config')
        .entries()
        .map(([key, value]) => [key, new Secret(value.value)]),
    ),
  }
}

function execConfig(fields: Fields, rules: PathRules): ExecConfig {
  const apiVersion = fields.text('apiVersion')
  return {
    command: commandPath(fields.text('command'), rules),
    args: fields.texts('args'),
    env: fields
      .child('env')
      .items()
      .map((item) => ({ name: item.text('name'), value: new Secret(item.text('value')) })),
    apiVersion,
    installHint: fields.text('installHint'),
    provideClusterInfo: fields.bool('provideClusterInfo'),
    interactiveMode: fields.text('interactiveMode') || defaultInteractiveMode(apiVersion),
  }
}

/** Only the older versions have a default; `v1` must say it. Models SetDefaults_ExecConfig. */
function defaultInteractiveMode(apiVersion: string): string {
  return /^client\.authentication\.k8s\.io\/v1(alpha1|beta1)$/.test(apiVersion) ? 'IfAvailable' : ''
}

/** A bare name is looked up on PATH; what holds a slash stands against the kubeconfig's folder. */
function commandPath(command: string, rules: PathRules): string {
  const separator = rules.platform === 'win32' ? /[\\/]/ : /\//
  return separator.test(command) ? absolute(command, rules) : command
}

function path(located: Located<string> | null, rules: PathRules): Located<string> | null {
  return located === null ? null : { value: absolute(located.value, rules), at: located.at }
}

function absolute(value: string, rules: PathRules): string {
  const { isAbsolute, join } = rules.platform === 'win32' ? win32 : posix
  return isAbsolute(value) ? value : join(rules.folder, value)
}

function secret(located: Located<string> | null): Located<Secret> | null {
  return located === null ? null : { value: new Secret(located.value), at: located.at }
}

function secretBytes(located: Located<Uint8Array> | null): Located<Secret> | null {
  if (located === null) return null
  return { value: new Secret(Buffer.from(located.value).toString('latin1')), at: located.at }
}
