import type { ClusterEntry, Kubeconfig, Located, UserEntry } from '../kubeconfig/kubeconfig.ts'
import type { Location } from '../kubeconfig/location.ts'
import type { Secret } from '../lib/secret.ts'
import type { ConnectionFlags } from './connection-flags.ts'
import { ok, refuse, type Step } from './refusal.ts'

/** Context, cluster and user that a command uses, flags applied. Names are empty where none is chosen. */
export interface Selection {
  readonly context: { readonly name: string; readonly at: Location | null }
  readonly clusterName: string
  readonly userName: string
  readonly namespace: string
  readonly cluster: Omit<ClusterEntry, 'at' | 'server'> & { readonly server: Located<string> }
  readonly user: Omit<UserEntry, 'at'>
  /** The cluster, or the user, that is named stands in no file. */
  readonly danglingCluster: boolean
  readonly danglingUser: boolean
  /** The cluster named a server itself, or `--server` did. */
  readonly serverGiven: boolean
}

/**
 * Models DirectClientConfig's getAuthInfo, getContext and getCluster: what a flag names must exist, what the kubeconfig
 * names need not.
 *
 * @param defaultServer KUBERNETES_MASTER or `http://localhost:8080`
 */
export function select(
  kubeconfig: Kubeconfig,
  flags: ConnectionFlags,
  defaultServer: Located<string>,
): Step<Selection> {
  const contextName = flags.context || kubeconfig.currentContext?.value || ''
  const context = kubeconfig.contexts.get(contextName)
  const userName = flags.user || context?.user || ''
  const clusterName = flags.cluster || context?.cluster || ''
  const user = kubeconfig.users.get(userName)
  const cluster = kubeconfig.clusters.get(clusterName)
  if (flags.user && user === undefined) {
    return refuse('user-missing', `auth info ${JSON.stringify(flags.user)} does not exist`, flagLocation('--user'), {
      user: flags.user,
      known: [...kubeconfig.users.keys()],
    })
  }
  if (flags.context && context === undefined) {
    return refuse(
      'context-missing',
      `context ${JSON.stringify(flags.context)} does not exist`,
      flagLocation('--context'),
      {
        context: flags.context,
        known: [...kubeconfig.contexts.keys()],
      },
    )
  }
  if (flags.cluster && cluster === undefined) {
    return refuse(
      'cluster-missing',
      `cluster ${JSON.stringify(flags.cluster)} does not exist`,
      flagLocation('--cluster'),
      {
        cluster: flags.cluster,
        known: [...kubeconfig.clusters.keys()],
      },
    )
  }
  if (contextName !== '' && context === undefined) return currentContextMissing(kubeconfig, contextName)
  return ok({
    context: { name: contextName, at: context?.at ?? null },
    clusterName,
    userName,
    namespace: flags.namespace || context?.namespace || '',
    cluster: clusterWithFlags(cluster, flags, defaultServer),
    user: userWithFlags(user, flags),
    danglingCluster: clusterName !== '' && cluster === undefined,
    danglingUser: userName !== '' && user === undefined,
    serverGiven: Boolean(flags.server) || (cluster !== undefined && cluster.server !== null),
  })
}

/** This one error keeps its prefix although it stands alone (ErrConfigurationInvalid of one entry, kubectl-truth 8.3). */
function currentContextMissing(kubeconfig: Kubeconfig, context: string): Step<Selection> {
  return {
    kind: 'refused',
    error: {
      code: 'context-missing',
      message: `Error in configuration: context was not found for specified context: ${context}`,
      at: kubeconfig.currentContext?.at ?? null,
      facts: { context, known: [...kubeconfig.contexts.keys()] },
    },
  }
}

/** `--insecure-skip-tls-verify` and `--certificate-authority` replace both settings, `--server` clears tls-server-name. */
function clusterWithFlags(
  cluster: ClusterEntry | undefined,
  flags: ConnectionFlags,
  defaultServer: Located<string>,
): Selection['cluster'] {
  const insecure = flags.insecureSkipTlsVerify === true
  const replacesTrust = insecure || Boolean(flags.certificateAuthority)
  const replacesName = Boolean(flags.tlsServerName) || Boolean(flags.server)
  return {
    server: fromFlag('--server', flags.server) ?? cluster?.server ?? defaultServer,
    tlsServerName: replacesName ? fromFlag('--tls-server-name', flags.tlsServerName) : (cluster?.tlsServerName ?? null),
    insecureSkipTlsVerify: replacesTrust
      ? insecure
        ? { value: true, at: flagLocation('--insecure-skip-tls-verify') }
        : null
      : (cluster?.insecureSkipTlsVerify ?? null),
    certificateAuthority: replacesTrust
      ? fromFlag('--certificate-authority', flags.certificateAuthority)
      : (cluster?.certificateAuthority ?? null),
    certificateAuthorityData: replacesTrust ? null : (cluster?.certificateAuthorityData ?? null),
    proxyUrl: cluster?.proxyUrl ?? null,
    disableCompression: flags.disableCompression === true || cluster?.disableCompression === true,
  }
}

/** Flags fill in over the user's entry and take nothing away, except that a token replaces a token file. */
function userWithFlags(user: UserEntry | undefined, flags: ConnectionFlags): Selection['user'] {
  return {
    clientCertificate: fromFlag('--client-certificate', flags.clientCertificate) ?? user?.clientCertificate ?? null,
    clientCertificateData: user?.clientCertificateData ?? null,
    clientKey: fromFlag('--client-key', flags.clientKey) ?? user?.clientKey ?? null,
    clientKeyData: user?.clientKeyData ?? null,
    token: secretFromFlag('--token', flags.token) ?? user?.token ?? null,
    tokenFile: hasSecret(flags.token) ? null : (user?.tokenFile ?? null),
    username: fromFlag('--username', flags.username) ?? user?.username ?? null,
    password: secretFromFlag('--password', flags.password) ?? user?.password ?? null,
    impersonate: flags.as || user?.impersonate || null,
    impersonateUid: flags.asUid || user?.impersonateUid || null,
    impersonateGroups: flags.asGroup && flags.asGroup.length > 0 ? flags.asGroup : (user?.impersonateGroups ?? []),
    impersonateExtra: user?.impersonateExtra ?? {},
    exec: user?.exec ?? null,
    authProvider: user?.authProvider ?? null,
    authProviderConfig: user?.authProviderConfig ?? {},
  }
}

function fromFlag(flag: string, value: string | undefined): Located<string> | null {
  return value === undefined || value === '' ? null : { value, at: flagLocation(flag) }
}

function secretFromFlag(flag: string, value: Secret | undefined): Located<Secret> | null {
  return value !== undefined && hasSecret(value) ? { value, at: flagLocation(flag) } : null
}

function hasSecret(value: Secret | undefined): boolean {
  return value !== undefined && value.reveal() !== ''
}

function flagLocation(flag: string): Location {
  return { kind: 'flag', flag }
}
