import { REDACTED } from '../lib/secret.ts'
import type { KubeconfigBehaviours } from '../release/kubeconfig-behaviours.ts'
import type { Fields } from './fields.ts'

/**
 * client-go's complaint about a name that stands twice in one list of one file. Go prints the whole list with %v;
 * tokens, passwords and keys in it are replaced here, and so are the addresses it prints for exec sections.
 * Models Convert_Slice_v1_NamedCluster_To_Map and its two siblings (clientcmd/api/v1 conversion.go).
 */
export function duplicateNameFault(
  root: Fields,
  words: Pick<KubeconfigBehaviours, 'disableCompression'>,
): string | null {
  return (
    fault(root.child('clusters'), 'NamedCluster', 'Cluster', (entry) =>
      clusterFields(entry, words.disableCompression),
    ) ??
    fault(root.child('users'), 'NamedAuthInfo', 'AuthInfo', userFields) ??
    fault(root.child('contexts'), 'NamedContext', 'Context', contextFields)
  )
}

function fault(list: Fields, from: string, to: string, print: (entry: Fields) => string): string | null {
  const seen = new Set<string>()
  for (const item of list.items()) {
    const name = item.text('name')
    if (seen.has(name)) {
      const all = list.items().map((entry) => `{${entry.text('name')} ${print(entry)}}`)
      return `error converting *[]${from} into *map[string]*api.${to}: duplicate name "${name}" in list: [${all.join(' ')}]`
    }
    seen.add(name)
  }
  return null
}

function clusterFields(entry: Fields, disableCompression: boolean): string {
  const cluster = entry.child('cluster')
  const parts = [
    cluster.text('server'),
    cluster.text('tls-server-name'),
    String(cluster.bool('insecure-skip-tls-verify')),
    cluster.text('certificate-authority'),
    bytes(cluster, 'certificate-authority-data'),
    cluster.text('proxy-url'),
    ...(disableCompression ? [String(cluster.bool('disable-compression'))] : []),
    names(cluster.child('extensions')),
  ]
  return `{${parts.join(' ')}}`
}

function userFields(entry: Fields): string {
  const user = entry.child('user')
  const hidden = (key: string): string => (user.text(key) === '' ? '' : REDACTED)
  const parts = [
    user.text('client-certificate'),
    bytes(user, 'client-certificate-data'),
    user.text('client-key'),
    user.bytes('client-key-data') === null ? '[]' : `[${REDACTED}]`,
    hidden('token'),
    user.text('tokenFile'),
    user.text('as'),
    user.text('as-uid'),
    `[${user.texts('as-groups').join(' ')}]`,
    `map[${extra(user.child('as-user-extra'))}]`,
    user.text('username'),
    hidden('password'),
    user.child('auth-provider').present ? '0xc000000000' : '<nil>',
    user.child('exec').present ? '0xc000000000' : '<nil>',
    names(user.child('extensions')),
  ]
  return `{${parts.join(' ')}}`
}

function contextFields(entry: Fields): string {
  const context = entry.child('context')
  const parts = [
    context.text('cluster'),
    context.text('user'),
    context.text('namespace'),
    names(context.child('extensions')),
  ]
  return `{${parts.join(' ')}}`
}

function bytes(fields: Fields, key: string): string {
  return `[${(fields.bytes(key)?.value ?? []).join(' ')}]`
}

function names(extensions: Fields): string {
  return `[${extensions
    .items()
    .map((item) => `{${item.text('name')}}`)
    .join(' ')}]`
}

function extra(fields: Fields): string {
  const entries = [...fields.entries()].sort(([a], [b]) => (a < b ? -1 : 1))
  return entries
    .map(
      ([key, values]) =>
        `${key}:[${values
          .items()
          .map((item) => item.value)
          .join(' ')}]`,
    )
    .join(' ')
}
