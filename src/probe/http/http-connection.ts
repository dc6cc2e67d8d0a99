import type { Reading } from './reading.ts'

/** What one request says; header values are those that go out. */
export interface SentRequest {
  readonly method: string
  /** Origin form or absolute form (RFC 9112 section 3.2). */
  readonly target: string
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
