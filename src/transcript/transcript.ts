import type { Hex } from '../lib/bytes.ts'
import type { HelloVariant } from './hello-variant.ts'
import type { NetworkPath } from './network-path.ts'
import type { TlsExchange } from './tls-exchange.ts'

export type { ClientHello, ServerHello, TlsAlert, TlsEnd, TlsExchange } from './tls-exchange.ts'

/**
 * What was tried on one path and what the wire said: plain JSON data, no judgement. `null` for an exchange means that
 * the walk never got that far (or that the path has no such hop).
 */
export interface Transcript {
  readonly pathId: string
  /** Milliseconds from the run's start. */
  readonly startedMs: number
  /** First the walk without any credential; then, where the model accepted what it presented, the one that carries them. */
  readonly walks: readonly Walk[]
  /** Further hellos, sent where kubectl's own was not answered or met a stranger; absent: none. */
  readonly helloVariants?: readonly HelloVariant[]
  /** As `walks`, with a hello that lacks the post-quantum key share; where that one alone is answered. Absent: none. */
  readonly smallHelloWalks?: readonly Walk[]
  /** The answer to a request that asks for WebSocket, where kubectl's command needs an upgrade. Absent: not asked. */
  readonly upgrade?: HttpExchange
  /** The run's deadline or Ctrl-C ended this path before it was done. */
  readonly cutOff: boolean
}

export type CarriedCredential = 'client-certificate' | 'token' | 'basic' | 'impersonation'

export interface Walk {
  readonly carried: readonly CarriedCredential[]
  readonly resolution: Resolution | null
  /** Of the first hop: the proxy, or the server itself. */
  readonly dial: Dial | null
  /** TLS with an `https://` proxy. */
  readonly proxyTls: TlsExchange | null
  /** CONNECT or SOCKS. */
  readonly tunnel: Tunnel | null
  /** TLS with the server; `null` too for an `http://` server. */
  readonly tls: TlsExchange | null
  /** In the order in which they were sent. */
  readonly http: readonly HttpExchange[]
  /** Where the first redirect to another server led; kubectl's own path alone. Absent: nowhere. */
  readonly onward?: Onward
  readonly stages: readonly StageRecord[]
}

/** A redirect followed to another server, without credentials. */
export interface Onward {
  readonly server: {
    readonly scheme: 'https' | 'http'
    /** Without brackets. */
    readonly host: string
    readonly port: number
    readonly hostPortAsWritten: string
  }
  readonly path: NetworkPath
  readonly walk: Walk
}

export const STAGES = ['dns', 'tcp', 'proxy', 'tls', 'certificate', 'http'] as const
export type StageName = (typeof STAGES)[number]

/** What the doctor did, timed. `certificate` is a judgement and never stands here; the report adds it. */
export interface StageRecord {
  readonly name: Exclude<StageName, 'certificate'>
  readonly status: 'ok' | 'failed' | 'skipped' | 'not-measured'
  readonly startMs: number
  readonly durationMs: number
  /** One line of plain facts, control characters already escaped. */
  readonly detail: string
}

/** Name resolution of the first hop, as Go's pure resolver does it. */
export type Resolution =
  | { readonly kind: 'literal'; readonly address: string }
  | {
      readonly kind: 'resolved'
      readonly name: string
      readonly addresses: readonly string[]
      /** `hosts-file`, or the DNS server that answered as `ip:port`. */
      readonly from: string
    }
  | {
      readonly kind: 'failed'
      readonly name: string
      /** The `ip:port` that the last answer or silence came from; `null` when the name was refused unasked. */
      readonly server: string | null
      readonly reason: DnsFailure
    }

export type DnsFailure =
  | { readonly kind: 'no-such-host' }
  | { readonly kind: 'server-misbehaving'; readonly rcode: number }
  /** Go: `read udp LOCAL->SERVER: i/o timeout`. */
  | { readonly kind: 'timeout'; readonly local: string }
  /** `syscall` as Go names it: `read` or `dial`/`connect`. */
  | {
      readonly kind: 'socket'
      readonly errno: string
      readonly local: string | null
      readonly syscall: 'read' | 'connect'
    }
  | { readonly kind: 'malformed-answer' }
  | { readonly kind: 'cut-off' }

/** TCP connects of the first hop, in the order tried. */
export interface Dial {
  readonly attempts: readonly DialAttempt[]
  /** The attempt that won; `null` when none did. */
  readonly connected: { readonly remote: string; readonly local: string } | null
}

export interface DialAttempt {
  /** `ip:port`, IPv6 in brackets. */
  readonly remote: string
  readonly result:
    | { readonly kind: 'connected' }
    /** errno's name: `ECONNREFUSED`, `ENETUNREACH`, `EHOSTUNREACH`, `EACCES`, `EPERM`, `ETIMEDOUT`, `EADDRNOTAVAIL`, … */
    | { readonly kind: 'failed'; readonly errno: string }
    /** kubectl's dialer gives up after 30 s. */
    | { readonly kind: 'timeout'; readonly afterMs: number }
    /** Another address won, or the run ended. */
    | { readonly kind: 'cut-off' }
  readonly durationMs: number
}

export type Tunnel = ConnectTunnel | SocksTunnel | SshTunnel

/** HTTP CONNECT (RFC 9110 section 9.3.6). */
export interface ConnectTunnel {
  readonly kind: 'connect'
  /** The authority asked for: `host:port`. */
  readonly authority: string
  readonly end: /** A complete response head came, whatever its status. */
    | { readonly kind: 'answered' }
    | { readonly kind: 'closed'; readonly bytesBefore: number }
    | { readonly kind: 'reset' }
    /** So much was read of a head, and its end was not among it. */
    | { readonly kind: 'overlong'; readonly bytesRead: number }
    /** kubectl waits 60 s. */
    | { readonly kind: 'timeout'; readonly afterMs: number }
    /** The bytes are no HTTP response; `firstLine` as received (latin-1), at most 8 KiB. */
    | { readonly kind: 'malformed'; readonly firstLine: string }
    | { readonly kind: 'cut-off' }
  /** The status line as received, without its line end (latin-1); `null` without an answer. */
  readonly statusLine: string | null
  readonly status: number | null
  readonly headers: readonly Header[]
  /** Absent: none. */
  readonly oddLines?: readonly OddLine[]
  /** Start of the body of an answer that refuses (UTF-8, replacement for what is not), at most 4 KiB. */
  readonly body: string | null
  /** Bytes that came together with the head of status 200 and that net/http, as the doctor, drops; absent: none. */
  readonly dropped?: number
  readonly firstBytes: Hex
  readonly local: string
}

/** SOCKS version 5 (RFC 1928, RFC 1929). */
export interface SocksTunnel {
  readonly kind: 'socks5'
  readonly target: string
  /** The proxy's resolved `ip:port`: Go prints it. */
  readonly proxyAddress: string
  readonly end:
    | { readonly kind: 'connected' }
    /** Reply code of RFC 1928 section 6. */
    | { readonly kind: 'refused'; readonly reply: number }
    | { readonly kind: 'unexpected-version'; readonly version: number }
    | { readonly kind: 'no-acceptable-method' }
    | { readonly kind: 'authentication-failed' }
    | { readonly kind: 'invalid-auth-version' }
    | { readonly kind: 'non-zero-reserved' }
    | { readonly kind: 'unknown-address-type'; readonly type: number }
    | { readonly kind: 'closed' }
    | { readonly kind: 'reset' }
    | { readonly kind: 'timeout'; readonly afterMs: number }
    | { readonly kind: 'cut-off' }
  readonly firstBytes: Hex
  readonly local: string
}

export interface SshTunnel {
  readonly kind: 'ssh'
  readonly end:
    | { readonly kind: 'connected' }
    | { readonly kind: 'failed'; readonly stderr: string }
    | { readonly kind: 'cut-off' }
}

export type Header = readonly [name: string, value: string]

/**
 * A line of an HTTP/1.x head that RFC 9112 section 5 does not allow, latin-1 and without its line end: no colon, an odd
 * name, a control character. Clients differ in which of them they take.
 */
export interface OddLine {
  readonly line: string
  /** It comes first and begins with a blank, so that it continues nothing. */
  readonly initial: boolean
}

/** Where chunked coding (RFC 9112 section 7.1) was broken; `line` as received (latin-1), its line end included, at most 4 KiB. */
export interface BadChunk {
  /** `cut`: the peer ended before the last chunk. */
  readonly part: 'size' | 'line-end' | 'trailer' | 'cut'
  readonly line: string
  /** Of a broken size: what came behind it at once, at most 4 KiB. */
  readonly rest?: string
}

export interface HttpExchange {
  readonly request: { readonly method: string; readonly url: string; readonly purpose: string }
  readonly carried: readonly CarriedCredential[]
  readonly protocol: 'h2' | 'http/1.1'
  readonly status: number | null
  /** Reason phrase of HTTP/1.1; empty for HTTP/2. */
  readonly statusText: string
  /** Secrets replaced (`transcript/redact.ts`). */
  readonly headers: readonly Header[]
  /** The answer is in HTTP/1.0. */
  readonly http10?: boolean
  /** Absent: none. */
  readonly oddLines?: readonly OddLine[]
  /** Heads with a status below 200 that came before, 101 apart; at most 100. Absent: none. */
  readonly informational?: readonly { readonly status: number; readonly headers: readonly Header[] }[]
  readonly contentType: string | null
  readonly bodyBytes: number
  /** At most 4 KiB, and only where contract.md section 2 keeps it; `null` otherwise. */
  readonly body: string | null
  readonly end: HttpEnd
  readonly durationMs: number
}

export type HttpEnd =
  | { readonly kind: 'complete' }
  /** The head came, the body stopped short. */
  | { readonly kind: 'truncated' }
  | ({ readonly kind: 'bad-chunk' } & BadChunk)
  /** `inHead`: behind the status line, or behind the head of a `1xx` answer. */
  | { readonly kind: 'closed'; readonly inHead?: boolean }
  | { readonly kind: 'reset' }
  | { readonly kind: 'timeout'; readonly afterMs: number }
  /** Bytes that are no HTTP/1.1 response; `firstLine` latin-1, at most 8 KiB. */
  | { readonly kind: 'malformed'; readonly firstLine: string }
  /** A TLS alert instead of an answer: how TLS 1.3 refuses a client certificate. */
  | { readonly kind: 'alert'; readonly description: number }
  | { readonly kind: 'http2-error'; readonly code: string; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'cut-off' }
