import { concatBytes, toBase64, toHex } from '../../src/lib/bytes.ts'
import type { TlsExchange } from '../../src/transcript/transcript.ts'

export interface HelloParts {
  readonly legacyVersion?: number
  readonly random?: Uint8Array
  readonly sessionId?: Uint8Array
  readonly suite?: number
  readonly compression?: number
  readonly extensions?: readonly (readonly [type: number, data: readonly number[]])[]
}

export const SID = new Uint8Array(32).fill(7)
export const HRR_RANDOM = Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex')
export const SUPPORTED_13 = [0x002b, [3, 4]] as const

/** A ServerHello message with its header (RFC 8446 section 4.1.3); the default is a plain TLS 1.2 answer. */
export function serverHello(parts: HelloParts = {}): Uint8Array {
  const sessionId = parts.sessionId ?? new Uint8Array()
  const extensions = (parts.extensions ?? []).map(([type, data]) =>
    Uint8Array.from([type >> 8, type & 255, data.length >> 8, data.length & 255, ...data]),
  )
  const list = concatBytes(...extensions)
  const suite = parts.suite ?? 0xc02f
  const body = concatBytes(
    uint16(parts.legacyVersion ?? 0x0303),
    parts.random ?? new Uint8Array(32).fill(1),
    Uint8Array.of(sessionId.length),
    sessionId,
    uint16(suite),
    Uint8Array.of(parts.compression ?? 0),
    ...(list.length === 0 ? [] : [uint16(list.length), list]),
  )
  return handshakeMessage(2, body)
}

export function handshakeMessage(type: number, body: Uint8Array): Uint8Array {
  return concatBytes(Uint8Array.of(type, 0, body.length >> 8, body.length & 255), body)
}

/** The exchange's facts for handshake messages sent in one record first. */
export function sent(...messages: readonly Uint8Array[]): Pick<TlsExchange, 'firstBytes' | 'messages'> {
  const all = concatBytes(...messages)
  const record = concatBytes(Uint8Array.of(0x16, 3, 3), uint16(all.length), all)
  return {
    firstBytes: toHex(record.subarray(0, 64)),
    messages: messages.map((bytes) => ({ type: bytes[0] ?? 0, bytes: toBase64(bytes) })),
  }
}

function uint16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 255)
}
