import type { Base64 } from '../lib/bytes.ts'

/** One more ClientHello on a path, sent for the sake of the difference to kubectl's own. */
export interface HelloVariant {
  readonly variant: HelloVariantKind
  readonly sni: string | null
  /** Of the record that was sent, its header included; 0 where the way to the server did not open again. */
  readonly bytes: number
  readonly answer: HelloAnswer
  /** Only a TLS 1.2 hello is read on until the chain, which stands in the clear there; `null` else. */
  readonly certificates: readonly Base64[] | null
  readonly durationMs: number
}

export type HelloVariantKind =
  /** The same once more: what a second try of kubectl would meet. */
  | 'as-kubectl'
  | 'without-post-quantum'
  | 'with-post-quantum'
  | 'tls12-only'
  | 'without-http2'
  | 'without-sni'
  /** The name that kubectl verifies, where kubectl sends none or another. */
  | 'verified-name'
  /** A name out of the cluster's own certificate, or one that every API server has. */
  | 'name-of-certificate'
  | 'random-name'

/** What came first. */
export type HelloAnswer =
  /** `version` as in `ServerHello`. */
  | { readonly kind: 'server-hello'; readonly version: number; readonly helloRetryRequest: boolean }
  | { readonly kind: 'alert'; readonly description: number }
  | { readonly kind: 'not-tls' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'timeout'; readonly afterMs: number }
  /** The way to the server did not open again. */
  | { readonly kind: 'unreached' }
  | { readonly kind: 'cut-off' }
