import type { Reading } from './reading.ts'

/** What one request says; header values are those that go out. */
export interface SentRequest {
  readonly method: string
  /** Whom it asks for, as the URL names it. */
  readonly authority: string
  /** Path and query. */
  readonly target: string
  /** A forwarding proxy is asked for the whole URL (RFC 9112 section 3.2.2). */
  readonly absoluteForm: boolean
  readonly headers: readonly (readonly [name: string, value: string])[]
}

/**
 * Speaks HTTP over a connection that stands already, in the version that its handshake settled on. One request at a time;
 * a connection that is used up is not replaced.
 */
export interface HttpConnection {
  readonly protocol: 'h2' | 'http/1.1'
  /** Sends it, and fills `reading` with what comes. */
  send(request: SentRequest, reading: Reading): void
  alive(): boolean
  close(): void
}
