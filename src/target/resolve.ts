import type { Credentials } from '../kubeconfig/credentials.ts'
import type { ConfigError, Kubeconfig, Located } from '../kubeconfig/kubeconfig.ts'
import type { Location } from '../kubeconfig/location.ts'
import { NEWEST_KUBECONFIG_BEHAVIOURS, type UrlBehaviours } from '../release/kubeconfig-behaviours.ts'
import type { System } from '../system/system.ts'
import { type Authentication, authenticate, impersonation, noAuthentication, pluginFault } from './authentication.ts'
import type { ConnectionFlags } from './connection-flags.ts'
import { headerFault } from './header-values.ts'
import { inCluster } from './in-cluster.ts'
import { schemeOddities, selectionOddities } from './oddities.ts'
import { cgiRefusal, chooseProxy, type ProxyBehaviours, type ProxyQuestion } from './proxy.ts'
import { ok, refuse, refuseRequest, type Step } from './refusal.ts'
import { parseRequestTimeout } from './request-timeout.ts'
import { type Selection, select } from './selection.ts'
import { sniOf } from './server-name.ts'
import { isTlsServer, readServerUrl, type ServerUrl } from './server-url.ts'
import type { Target } from './target.ts'
import { readTlsSettings, type TlsSettings } from './tls-settings.ts'
import { confirmUsable } from './validate.ts'

export type ResolvedTarget =
  | { readonly kind: 'resolved'; readonly target: Target; readonly credentials: Credentials }
  | { readonly kind: 'refused'; readonly error: ConfigError }

/** What the answer depends on beside the configuration; without it that of the newest release. */
export interface ResolveBehaviours extends ProxyBehaviours {
  readonly emptyCaFile?: 'system-roots' | 'empty-pool'
}

/**
 * What kubectl would talk to with this kubeconfig and these flags, or the text with which it gives up before it dials.
 * Steps and their order are client-go's: selection, ConfirmUsable, timeout, identification, server URL, plugins, TLS
 * files, then what net/http refuses.
 */
export function resolveTarget(
  kubeconfig: Kubeconfig,
  flags: ConnectionFlags,
  system: System,
  behaviours: ResolveBehaviours = {},
): ResolvedTarget {
  const resolved = resolve(kubeconfig, flags, system, behaviours)
  return resolved.kind === 'refused' ? resolved : { kind: 'resolved', ...resolved.value }
}

interface Resolved {
  readonly target: Target
  readonly credentials: Credentials
}

function resolve(
  kubeconfig: Kubeconfig,
  flags: ConnectionFlags,
  system: System,
  behaviours: ResolveBehaviours,
): Step<Resolved> {
  const selected = select(kubeconfig, flags, defaultServer(system))
  if (selected.kind === 'refused') return selected
  const rules = behaviours.kubeconfig ?? NEWEST_KUBECONFIG_BEHAVIOURS
  const unusable = confirmUsable(selected.value, rules.url, system)
  if (unusable !== null) return unusable
  const timeout = parseRequestTimeout(flags.requestTimeout ?? '')
  if (typeof timeout !== 'number') {
    return refuse('kubeconfig-invalid', timeout.invalid, { kind: 'flag', flag: '--request-timeout' })
  }
  const selection = orInCluster(selected.value, timeout, rules.url, system)
  const secure = isTlsServer(selection.cluster.server.value, rules.url)
  const authenticated = secure ? authenticate(selection, system) : ok(noAuthentication)
  if (authenticated.kind === 'refused') return authenticated
  const authentication = authenticated.value
  const connection = readConnection(selection, secure, behaviours, system)
  if (connection.kind === 'refused') {
    // kubectl asks for a user name before it looks at anything else, and its closed stdin ends it.
    return authentication.prompts ? refuse('credentials-missing', 'EOF', null) : connection
  }
  const { server, tls, question } = connection.value
  const credentials = credentialsOf(authentication, selection, tls)
  const header = authentication.prompts ? null : headerFault(credentials, rules.quotesHeaderValues)
  if (header !== null) return refuseRequest('client-credential-unreadable', header, userValue(selection))
  const target: Target = {
    kubeconfig: kubeconfig.files,
    context: selection.context.name || null,
    cluster: selection.clusterName || null,
    user: selection.userName || null,
    namespace: selection.namespace || null,
    server: server.display,
    scheme: server.scheme,
    host: server.host,
    port: server.port,
    hostPortAsWritten: server.hostPortAsWritten,
    pathPrefix: server.pathPrefix,
    ...names(selection, server),
    trust: tls.trust,
    requestTimeoutMs: timeout === 0 ? null : timeout,
    proxy: chooseProxy(question, system.env, behaviours),
    authentication: authentication.methods,
    clientCertificate: tls.clientCertificate,
    origins: origins(selection),
    oddities: [
      ...selectionOddities(kubeconfig, selection),
      ...schemeOddities(selection, server),
      ...tls.oddities,
      ...(authentication.prompts ? [credentialsMissing(selection)] : []),
    ],
  }
  return ok({ target, credentials })
}

interface Connection {
  readonly server: ServerUrl
  readonly tls: TlsSettings
  readonly question: ProxyQuestion
}

function readConnection(
  selection: Selection,
  secure: boolean,
  behaviours: ResolveBehaviours,
  system: System,
): Step<Connection> {
  const rules = behaviours.kubeconfig ?? NEWEST_KUBECONFIG_BEHAVIOURS
  const server = readServerUrl(selection.cluster.server, rules.url)
  // What fails only when the request is sent comes after the TLS settings.
  if (server.kind === 'refused' && server.error.message.startsWith('error: ')) return server
  const plugin = secure ? pluginFault(selection, rules.cloudProviders, system) : ok(null)
  if (plugin.kind === 'refused') return plugin
  const tls = secure ? readTlsSettings(selection, behaviours.emptyCaFile ?? 'empty-pool', system) : ok(noTls)
  if (tls.kind === 'refused') return tls
  if (server.kind === 'refused') return server
  const { scheme, host, port } = server.value
  const question: ProxyQuestion = { scheme, host, port, proxyUrl: selection.cluster.proxyUrl }
  const cgi = cgiRefusal(question, system.env, behaviours)
  if (cgi !== null) return refuseRequest('proxy-url-invalid', cgi, { kind: 'variable', variable: 'REQUEST_METHOD' })
  return ok({ server: server.value, tls: tls.value, question })
}

const noTls: TlsSettings = {
  trust: { source: 'system', certificates: [], files: [] },
  clientCertificate: null,
  credential: null,
  oddities: [],
}

/** clientcmd.ClusterDefaults. */
function defaultServer(system: System): Located<string> {
  const master = system.env.KUBERNETES_MASTER ?? ''
  if (master !== '') return { value: master, at: { kind: 'variable', variable: 'KUBERNETES_MASTER' } }
  return { value: 'http://localhost:8080', at: { kind: 'default' } }
}

/** The in-cluster configuration stands in only where nothing at all was configured (IsDefaultConfig). */
function orInCluster(selection: Selection, timeout: number, rules: UrlBehaviours, system: System): Selection {
  const { cluster, user } = selection
  const isDefault =
    !selection.serverGiven &&
    !isTlsServer(cluster.server.value, rules) &&
    cluster.proxyUrl === null &&
    !cluster.disableCompression &&
    user.impersonate === null &&
    timeout === 0
  return (isDefault ? inCluster(selection, system) : null) ?? selection
}

function names(selection: Selection, server: ServerUrl): Pick<Target, 'serverName' | 'sni'> {
  const serverName = selection.cluster.tlsServerName?.value ?? server.host
  return { serverName, sni: server.scheme === 'https' ? sniOf(serverName) : null }
}

function credentialsMissing(selection: Selection): Target['oddities'][number] {
  return { code: 'credentials-missing', at: selection.context.at, facts: { user: selection.userName } }
}

function credentialsOf(authentication: Authentication, selection: Selection, tls: TlsSettings): Credentials {
  return {
    ...authentication.credentials,
    impersonate: impersonation(selection.user),
    clientCertificate: tls.credential,
  }
}

function userValue({ user, context }: Selection): Location | null {
  return (user.token ?? user.tokenFile)?.at ?? context.at
}

function origins({ context, cluster, user }: Selection): Readonly<Record<string, Location>> {
  const places: Readonly<Record<string, Location | null | undefined>> = {
    context: context.at,
    server: cluster.server.at,
    tlsServerName: cluster.tlsServerName?.at,
    trust: (cluster.insecureSkipTlsVerify ?? cluster.certificateAuthorityData ?? cluster.certificateAuthority)?.at,
    insecure: cluster.insecureSkipTlsVerify?.at,
    proxyUrl: cluster.proxyUrl?.at,
    clientCertificate: (user.clientCertificateData ?? user.clientCertificate)?.at,
    clientKey: (user.clientKeyData ?? user.clientKey)?.at,
    token: (user.token ?? user.tokenFile)?.at,
    username: user.username?.at,
    exec: user.exec?.at,
    authProvider: user.authProvider?.at,
  }
  return Object.fromEntries(Object.entries(places).filter((entry): entry is [string, Location] => Boolean(entry[1])))
}
