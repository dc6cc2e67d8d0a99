import { posix, win32 } from 'node:path'
import { goPathError } from '../kubeconfig/go-errno.ts'
import { quote } from '../lib/quote.ts'
import type { Secret } from '../lib/secret.ts'
import type { System } from '../system/system.ts'

type ProviderConfig = Readonly<Record<string, Secret>>

const OPENSTACK =
  'The openstack auth plugin has been removed.\nPlease use the "client-keystone-auth" kubectl/client-go credential plugin instead.\nSee https://github.com/kubernetes/cloud-provider-openstack/blob/master/docs/using-client-keystone-auth.md for further details'

/**
 * What kubectl up to 1.25 says of the cloud providers that were part of it; `null`: they can be built.
 * Models newGCPAuthProvider and newAzureAuthProvider of client-go plugin/pkg/client/auth 0.25.
 */
export function cloudProviderFault(
  name: string,
  config: ProviderConfig,
  system: System,
): { readonly text: string } | null | 'unknown' {
  const text = name === 'gcp' ? gcpFault(config, system) : name === 'azure' ? azureFault(config) : undefined
  if (name === 'openstack') return { text: OPENSTACK }
  if (text === undefined) return 'unknown'
  return text === null ? null : { text }
}

function gcpFault(config: ProviderConfig, system: System): string | null {
  const command = config['cmd-path']?.reveal()
  if (command === '') return 'missing access token cmd'
  if (command !== undefined) {
    return textOf(config, 'scopes') === ''
      ? null
      : 'scopes can only be used when kubectl is using a gcp service account key'
  }
  const fault = defaultCredentialsFault(system)
  return fault === null ? null : `cannot construct google default token source: ${fault}`
}

/**
 * Models google.FindDefaultCredentials (golang.org/x/oauth2): a file that a variable names, else gcloud's own.
 * Divergence: on a machine of Google's the metadata server would give some.
 */
function defaultCredentialsFault(system: System): string | null {
  const variable = 'GOOGLE_APPLICATION_CREDENTIALS'
  const named = system.env[variable] ?? ''
  if (named !== '') {
    const read = system.readFile(named, { maxBytes: 1 })
    if (read.ok) return null
    return `google: error getting credentials using ${variable} environment variable: ${goPathError(named, read, system.platform)}`
  }
  if (system.readFile(gcloudFile(system), { maxBytes: 1 }).ok) return null
  return 'google: could not find default credentials. See https://developers.google.com/accounts/docs/application-default-credentials for more information.'
}

function gcloudFile(system: System): string {
  const name = 'application_default_credentials.json'
  if (system.platform === 'win32') return win32.join(system.env.APPDATA ?? '', 'gcloud', name)
  return posix.join(system.homeDir, '.config', 'gcloud', name)
}

function azureFault(config: ProviderConfig): string | null {
  const mode = textOf(config, 'config-mode')
  if (mode !== '' && !/^[+-]?\d+$/.test(mode)) {
    return `failed to parse config-mode, error: strconv.Atoi: parsing ${quote(mode)}: invalid syntax`
  }
  if (mode !== '' && Number(mode) !== 0 && Number(mode) !== 1) return `config-mode:${mode} is not a valid mode`
  const empty = ['client-id', 'tenant-id', 'apiserver-id'].find((key) => textOf(config, key) === '')
  return empty === undefined
    ? null
    : `creating a new azure token source for device code authentication: ${empty} is empty`
}

function textOf(config: ProviderConfig, key: string): string {
  return config[key]?.reveal() ?? ''
}
