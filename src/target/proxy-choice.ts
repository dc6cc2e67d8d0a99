import type { Location } from '../kubeconfig/location.ts'
import type { ProxyEndpoint } from '../transcript/network-path.ts'

/** Which proxy Go takes for the target, and why: the answer of x/net's httpproxy with its reasons kept. */
export interface ProxyChoice {
  readonly proxy: ProxyEndpoint | null
  readonly decidedBy: ProxyDecision
  /** Every proxy variable that is set in either spelling, in a fixed order. */
  readonly variables: readonly ProxyVariable[]
  readonly noProxy: NoProxyReading
}

export type ProxyDecision =
  | { readonly kind: 'proxy-url'; readonly at: Location }
  | { readonly kind: 'variable'; readonly variable: string }
  /** The variable would apply, but this NO_PROXY entry exempts the target. */
  | { readonly kind: 'no-proxy'; readonly variable: string; readonly noProxyVariable: string; readonly entry: string }
  /** Go never proxies `localhost` and loopback addresses. */
  | { readonly kind: 'loopback'; readonly variable: string }
  /** The variable does not parse: Go goes direct without a word. */
  | { readonly kind: 'unparsable'; readonly variable: string }
  | { readonly kind: 'no-variable' }

export interface ProxyVariable {
  /** In the spelling found: `https_proxy`. */
  readonly name: string
  /** Passwords redacted. */
  readonly value: string
  readonly status: 'won' | 'shadowed' | 'ignored' | 'empty' | 'unparsable' | 'bypassed' | 'overridden'
  /** One clause: `HTTPS_PROXY is set and read first`, `Go does not read ALL_PROXY`. */
  readonly reason: string
  /** What it would lead to if it were used; `null` where it does not parse. */
  readonly endpoint: ProxyEndpoint | null
}

export interface NoProxyReading {
  /** The spelling that is read; `null`: neither is set. */
  readonly variable: string | null
  readonly value: string | null
  readonly entries: readonly NoProxyEntry[]
}

export interface NoProxyEntry {
  readonly text: string
  readonly matches: boolean
  readonly reason:
    | 'matches'
    | 'other-host'
    | 'other-port'
    | 'cidr-does-not-contain'
    | 'cidr-needs-ip-host'
    | 'wildcard-inside'
    | 'has-scheme'
    | 'bracketed-ipv6-without-port'
    | 'subdomains-only'
    | 'trailing-dot'
    | 'wrong-separator'
    | 'ip-prefix'
    | 'empty'
  /** It looks meant for this server although it does not match. */
  readonly looksMeant: boolean
  /** The entry that would match, where `looksMeant`. */
  readonly wouldMatch: string | null
}
