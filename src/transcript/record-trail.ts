import type { Hex } from '../lib/bytes.ts'

/**
 * How a server framed its handshake (RFC 8446 section 5.1), and what it did once our own stack had given up. Clients differ
 * in which records they take, and in how far they read on.
 */
export interface RecordTrail {
  /** Whole records in the order sent, at most 256. */
  readonly records: readonly WireRecord[]
  /** More came than are listed. */
  readonly cut?: boolean
  /** What is behind the last whole record; `null`: nothing. `head` are its first bytes, at most the five of a header. */
  readonly rest: { readonly head: Hex; readonly bytes: number } | null
  /** Start of a handshake message that did not come whole, at most the four bytes of its header; `''`: none. */
  readonly unfinished: Hex
  /**
   * What the peer did, to whom we said nothing more: FIN, RST, nothing for a while, or still sending when the bound was
   * reached. Absent: our own stack did not give up, or nobody looked.
   */
  readonly afterwards?: 'closed' | 'reset' | 'silent' | 'talking'
}

export interface WireRecord {
  readonly type: number
  readonly version: number
  /** Of the fragment, its header not counted. */
  readonly length: number
  /** Of a sealed one that was opened: what was inside, padding not counted. No type: there was nothing but padding. */
  readonly inner?: { readonly type: number | null; readonly length: number }
  /** Of an alert or a ChangeCipherSpec, at most two bytes. */
  readonly content?: Hex
  /** How many of the exchange's messages are whole at its end; absent: it is sealed and was not opened. */
  readonly messages?: number
  /** There was a key, but it did not open it. */
  readonly locked?: boolean
}
