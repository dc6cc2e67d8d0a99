import type { Secret } from '../lib/secret.ts'

export const TRANSPORTS = ['direct', 'http-proxy', 'https-proxy', 'socks5', 'ssh'] as const
export type TransportKind = (typeof TRANSPORTS)[number]

export const SOURCES = [
  'kubectl',
  'environment',
  'kubeconfig',
  'flag',
  'address',
  'endpoint',
  'system',
  'tool',
] as const
export type Source = (typeof SOURCES)[number]

/** Where a value came from, exactly enough for a reader to go there and change it. */
export interface Origin {
  readonly source: Source
  /** The variable, flag, context or cluster as the user wrote it: `HTTPS_PROXY`, `--via`, `cluster "prod"`. */
  readonly name: string
  readonly file?: string
  /** JSON pointer (RFC 6901) into that file. */
  readonly pointer?: string
  /** 1-based. */
  readonly line?: number
  /** Why kubectl would not take this path by itself, in one clause: `Go does not read ALL_PROXY`. */
  readonly ignoredBecause?: string
}

/** A proxy on the way. `url` is for people: never with a password. */
export interface ProxyEndpoint {
  readonly kind: Exclude<TransportKind, 'direct'>
  readonly host: string
  readonly port: number
  readonly credentials: { readonly username: string; readonly password: Secret | null } | null
  readonly url: string
}

/** One way that a request could take to the API server. */
export interface NetworkPath {
  /** `<transport>[@proxyhost:port]>serverhost:port[#address]`, the same from run to run, without passwords. */
  readonly id: string
  readonly transport: TransportKind
  /** Equal paths are merged, so a path can have several. */
  readonly origins: readonly Origin[]
  readonly label: string
  readonly proxy: ProxyEndpoint | null
  /** Where the tunnel or the connection ends: the kubeconfig's server, or an `--endpoint`. IPv6 without brackets. */
  readonly server: { readonly host: string; readonly port: number }
  /** A single resolved address of `server.host` that this path is fixed to; `null`: dialled as Go does, all of them. */
  readonly address: string | null
  readonly usedByKubectl: boolean
}
