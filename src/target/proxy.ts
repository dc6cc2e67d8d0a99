import type { Located } from '../kubeconfig/kubeconfig.ts'
import type { KubeconfigBehaviours } from '../release/kubeconfig-behaviours.ts'
import type { ProxyEndpoint } from '../transcript/network-path.ts'
import { parseGoUrl } from './go-url.ts'
import { isLoopback, type NoProxyTarget, readNoProxy } from './no-proxy.ts'
import type { NoProxyReading, ProxyChoice, ProxyDecision, ProxyVariable } from './proxy-choice.ts'
import { endpointOf, readProxyVariable, redactUrlPassword, type UnknownProxyScheme } from './proxy-endpoint.ts'

/** What differs between releases in the choice of a proxy; without it the newest release's answer. */
export interface ProxyBehaviours {
  readonly unknownProxyScheme?: UnknownProxyScheme
  readonly httpProxyForHttps?: boolean
  readonly noProxyDomainsMatchAddresses?: boolean
  readonly kubeconfig?: KubeconfigBehaviours
}

export interface ProxyQuestion extends NoProxyTarget {
  readonly scheme: 'https' | 'http'
  /** The kubeconfig's `proxy-url`, already found to parse. */
  readonly proxyUrl: Located<string> | null
}

type Environment = Readonly<Record<string, string | undefined>>

const NAMES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'] as const
type Name = (typeof NAMES)[number]

/**
 * The proxy that kubectl takes for a server, and what every variable has to do with it.
 * Models http.ProxyFromEnvironment (golang.org/x/net/http/httpproxy) as client-go uses it: the kubeconfig's proxy-url
 * comes before the environment and knows no exemption, not even for localhost.
 */
export function chooseProxy(question: ProxyQuestion, env: Environment, behaviours: ProxyBehaviours = {}): ProxyChoice {
  const noProxy = noProxyReading(question, env, behaviours.noProxyDomainsMatchAddresses ?? false)
  const unknownScheme = behaviours.unknownProxyScheme ?? 'host'
  const found = consulted(question.scheme, env, behaviours)
  const endpoint = found === null ? null : readProxyVariable(found.value, unknownScheme, behaviours.kubeconfig?.url)
  const decidedBy = decide(question, found?.name ?? null, endpoint, noProxy)
  return {
    proxy:
      decidedBy.kind === 'proxy-url'
        ? proxyUrlEndpoint(question, behaviours)
        : decidedBy.kind === 'variable'
          ? endpoint
          : null,
    decidedBy,
    variables: NAMES.flatMap((name) => {
      const value = env[name]
      return value === undefined
        ? []
        : [variable({ name, value, found: found?.name ?? null, decidedBy, question, behaviours })]
    }),
    noProxy,
  }
}

/**
 * `refusing to use HTTP_PROXY value in CGI environment`: with REQUEST_METHOD set Go fails every request that HTTP_PROXY
 * would serve (https://golang.org/s/cgihttpproxy). `null` where it does not apply.
 */
export function cgiRefusal(question: ProxyQuestion, env: Environment, behaviours: ProxyBehaviours = {}): string | null {
  if ((env.REQUEST_METHOD ?? '') === '' || question.proxyUrl !== null) return null
  const found = consulted(question.scheme, env, behaviours)
  if (found?.name !== 'HTTP_PROXY' && found?.name !== 'http_proxy') return null
  const unknownScheme = behaviours.unknownProxyScheme ?? 'host'
  if (readProxyVariable(found.value, unknownScheme, behaviours.kubeconfig?.url) === null) return null
  return 'refusing to use HTTP_PROXY value in CGI environment; see golang.org/s/cgihttpproxy'
}

/** The variable that Go reads for this scheme: the first that is set, and an empty one counts as unset. */
function consulted(
  scheme: 'https' | 'http',
  env: Environment,
  behaviours: ProxyBehaviours,
): { readonly name: Name; readonly value: string } | null {
  for (const name of namesRead(scheme, behaviours)) {
    const value = env[name] ?? ''
    if (value !== '') return { name, value }
  }
  return null
}

/** In Go's order: upper case first, and where the release serves https:// from HTTP_PROXY too, that last. */
function namesRead(scheme: 'https' | 'http', { httpProxyForHttps = false }: ProxyBehaviours): readonly Name[] {
  const plain = ['HTTP_PROXY', 'http_proxy'] as const
  if (scheme === 'http') return plain
  return ['HTTPS_PROXY', 'https_proxy', ...(httpProxyForHttps ? plain : [])]
}

function decide(
  question: ProxyQuestion,
  name: Name | null,
  endpoint: ProxyEndpoint | null,
  noProxy: NoProxyReading,
): ProxyDecision {
  if (question.proxyUrl !== null) return { kind: 'proxy-url', at: question.proxyUrl.at }
  if (name === null) return { kind: 'no-variable' }
  if (endpoint === null) return { kind: 'unparsable', variable: name }
  if (isLoopback(question.host)) return { kind: 'loopback', variable: name }
  const exempting = noProxy.entries.find((entry) => entry.matches)
  if (exempting === undefined || noProxy.variable === null) return { kind: 'variable', variable: name }
  return { kind: 'no-proxy', variable: name, noProxyVariable: noProxy.variable, entry: exempting.text.trim() }
}

function noProxyReading(target: NoProxyTarget, env: Environment, domainsMatchAddresses: boolean): NoProxyReading {
  const variable = (['NO_PROXY', 'no_proxy'] as const).find((name) => (env[name] ?? '') !== '') ?? null
  const value = variable === null ? null : (env[variable] ?? null)
  return { variable, value, entries: value === null ? [] : readNoProxy(value, target, domainsMatchAddresses) }
}

function proxyUrlEndpoint(question: ProxyQuestion, behaviours: ProxyBehaviours): ProxyEndpoint | null {
  if (question.proxyUrl === null) return null
  const parsed = parseGoUrl(question.proxyUrl.value, behaviours.kubeconfig?.url)
  return parsed.ok ? endpointOf(parsed.url) : null
}

function variable({
  name,
  value,
  found,
  decidedBy,
  question,
  behaviours,
}: {
  readonly name: Name
  readonly value: string
  readonly found: Name | null
  readonly decidedBy: ProxyDecision
  readonly question: ProxyQuestion
  readonly behaviours: ProxyBehaviours
}): ProxyVariable {
  const unknownScheme = behaviours.unknownProxyScheme ?? 'host'
  const endpoint = value === '' ? null : readProxyVariable(value, unknownScheme, behaviours.kubeconfig?.url)
  const shown = { name, value: redactUrlPassword(value), endpoint }
  if (value === '') return { ...shown, status: 'empty', reason: 'an empty value counts as unset' }
  if (name === 'ALL_PROXY' || name === 'all_proxy') {
    return { ...shown, status: 'ignored', reason: `Go does not read ${name}` }
  }
  if (name !== found) return { ...shown, ...leftAside(name, found, question.scheme, behaviours) }
  switch (decidedBy.kind) {
    case 'proxy-url':
      return { ...shown, status: 'overridden', reason: 'proxy-url of the kubeconfig comes before the environment' }
    case 'variable':
      return { ...shown, status: 'won', reason: `Go reads it for ${question.scheme}:// servers` }
    case 'unparsable':
      return { ...shown, status: 'unparsable', reason: 'it does not parse as a URL, and Go goes direct without a word' }
    case 'loopback':
      return { ...shown, status: 'bypassed', reason: 'Go never proxies localhost and loopback addresses' }
    case 'no-proxy':
      return {
        ...shown,
        status: 'bypassed',
        reason: `${decidedBy.noProxyVariable} exempts the server: ${decidedBy.entry}`,
      }
    case 'no-variable':
      return { ...shown, status: 'ignored', reason: 'no variable applies' }
  }
}

function leftAside(
  name: Name,
  found: Name | null,
  scheme: 'https' | 'http',
  behaviours: ProxyBehaviours,
): Pick<ProxyVariable, 'status' | 'reason'> {
  if (found !== null && namesRead(scheme, behaviours).includes(name)) {
    return { status: 'shadowed', reason: `${found} is set and read first` }
  }
  const served = name.toUpperCase() === 'HTTP_PROXY' ? 'http' : 'https'
  return { status: 'ignored', reason: `Go reads ${name} only for ${served}:// servers` }
}
