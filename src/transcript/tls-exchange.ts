import type { Base64, Hex } from '../lib/bytes.ts'
import type { RecordTrail } from './record-trail.ts'

/** One TLS handshake, read off the wire. */
export interface TlsExchange {
  /** Our own hello: a server may choose nothing that it did not offer. `null`: none could be sent. */
  readonly clientHello: ClientHello | null
  /** Sent as SNI; `null`: no SNI, as for every IP address. */
  readonly sni: string | null
  /** What the peer sent first at this layer, at most 64 bytes. */
  readonly firstBytes: Hex
  readonly bytesReceived: number
  readonly local: string
  readonly remote: string
  readonly serverHello: ServerHello | null
  /** Every handshake message that the server sent and we could read, whole with its 4-byte header. */
  readonly messages: readonly { readonly type: number; readonly bytes: Base64 }[]
  /** The presented chain exactly as sent, leaf first. `[]`: an empty Certificate message. `null`: no such message came. */
  readonly certificates: readonly Base64[] | null
  /** DER names of the authorities that the server accepts client certificates from; `null`: none asked for. */
  readonly certificateRequest: { readonly authorities: readonly Base64[] } | null
  readonly alerts: readonly TlsAlert[]
  /** Absent: an established handshake in ordinary records. */
  readonly trail?: RecordTrail
  readonly negotiated: {
    readonly version: 'TLSv1.2' | 'TLSv1.3'
    readonly cipher: string
    readonly group: string | null
    readonly alpn: string | null
  } | null
  readonly end: TlsEnd
}

export interface ClientHello {
  /** Of the whole record, its header included. */
  readonly bytes: number
  readonly sessionId: Hex
  readonly cipherSuites: readonly number[]
  readonly groups: readonly number[]
  /** Groups whose key share it carries. */
  readonly keyShares: readonly number[]
}

export interface ServerHello {
  /** The version that counts: supported_versions if present, else legacy_version. `0x0304`. */
  readonly version: number
  readonly legacyVersion: number
  readonly cipherSuite: number
  readonly helloRetryRequest: boolean
  /** Extension numbers in the order sent. */
  readonly extensions: readonly number[]
}

export interface TlsAlert {
  readonly level: 'warning' | 'fatal'
  /** RFC 8446 section 6. */
  readonly description: number
  /** Sent by the peer before, or after, our Finished. */
  readonly phase: 'handshake' | 'after'
}

export type TlsEnd =
  | { readonly kind: 'established' }
  /** FIN. `midRecord`: inside a record, so that Go says `unexpected EOF`. */
  | { readonly kind: 'closed'; readonly midRecord: boolean }
  | { readonly kind: 'reset'; readonly syscall: 'read' | 'write' }
  /** kubectl waits 10 s for the whole handshake. */
  | { readonly kind: 'timeout'; readonly afterMs: number }
  /** A fatal alert of the peer ended it: the last of `alerts`. */
  | { readonly kind: 'alert' }
  /** Our own TLS stack would not go on; `reason` is OpenSSL's code (`ERR_SSL_WRONG_VERSION_NUMBER`). The wire facts above still hold. */
  | { readonly kind: 'stack-gave-up'; readonly reason: string }
  | { readonly kind: 'cut-off' }
