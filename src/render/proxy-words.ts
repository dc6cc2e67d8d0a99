import { assertNever } from '../lib/exhaustive.ts'
import type { Report } from '../report/report.ts'

type ProxyChoice = NonNullable<Report['proxy']>
type NoProxyEntry = ProxyChoice['noProxy']['entries'][number]
type ProxyUrlDecision = Extract<ProxyChoice['decidedBy'], { readonly kind: 'proxy-url' }>

/** One sentence: the proxy that kubectl takes, or that it goes direct, and what decided it. */
export function decisionText(choice: ProxyChoice): string {
  const decision = choice.decidedBy
  const proxy = choice.proxy?.url ?? 'no proxy'
  switch (decision.kind) {
    case 'proxy-url':
      return `kubectl takes ${proxy} because of proxy-url in ${placeText(decision.at)}; no proxy variable is read`
    case 'variable':
      return `kubectl takes ${proxy} because of the variable ${decision.variable}${fellThrough(decision.variable)}`
    case 'no-proxy':
      return `kubectl goes direct: ${decision.variable} would apply, but the entry "${decision.entry}" of ${decision.noProxyVariable} matches`
    case 'loopback':
      return `kubectl goes direct: Go never sends loopback addresses to a proxy, whatever ${decision.variable} says`
    case 'unparsable':
      return `kubectl goes direct: ${decision.variable} cannot be read as a URL, and Go then uses no proxy without a word`
    case 'no-variable':
      return 'kubectl goes direct: no proxy variable applies and the kubeconfig names no proxy'
    default:
      return assertNever(decision)
  }
}

/** Clearing the upper-case spelling alone is what people try first, and it changes nothing. */
function fellThrough(variable: string): string {
  const upper = variable.toUpperCase()
  return variable === upper ? '' : `: ${upper} is not set, so Go reads the lower-case spelling`
}

/** Where a value stands, so that a reader can go there. */
function placeText(at: ProxyUrlDecision['at']): string {
  switch (at.kind) {
    case 'file':
      return `${at.file}${at.line === null ? '' : ` line ${at.line}`} (${at.pointer})`
    case 'flag':
      return at.flag
    case 'variable':
      return at.variable
    case 'in-cluster':
      return 'the in-cluster configuration'
    case 'default':
      return "kubectl's defaults"
    default:
      return assertNever(at)
  }
}

/** Why an entry of NO_PROXY matches or not, by x/net's httpproxy rules. */
export function noProxyReason(reason: NoProxyEntry['reason']): string {
  return NO_PROXY_REASONS[reason]
}

const NO_PROXY_REASONS = {
  matches: 'matches, so the proxy is not used',
  'other-host': 'another host',
  'other-port': 'the host matches, the port does not',
  'cidr-does-not-contain': 'the range does not contain the address',
  'cidr-needs-ip-host': 'a range is compared with IP addresses only, and the server is named',
  'wildcard-inside': 'Go knows * only alone or as a leading "*."',
  'has-scheme': 'an entry may not have a scheme',
  'bracketed-ipv6-without-port': 'an IPv6 address in brackets matches only together with a port',
  'subdomains-only': 'a leading dot matches subdomains, not the name itself',
  'trailing-dot': 'the trailing dot is compared too',
  'wrong-separator': 'entries are separated by commas only',
  'ip-prefix': 'an address is compared whole; a range needs CIDR notation',
  empty: 'empty, matches nothing',
} satisfies Record<NoProxyEntry['reason'], string>
