import { concatBytes, toBase64, toHex } from '../../../src/lib/bytes.ts'
import type { RecordTrail, WireRecord } from '../../../src/transcript/record-trail.ts'
import type { TlsExchange } from '../../../src/transcript/transcript.ts'
import { exchangeOf } from '../judge-input-builder.ts'

/** A record as the wire has it: handshake messages, or the content of an alert or a ChangeCipherSpec. */
export type Sent =
  | { readonly messages: readonly Uint8Array[]; readonly version?: number; readonly sealed?: true }
  | { readonly type: number; readonly content: readonly number[]; readonly version?: number }
  | { readonly record: WireRecord }

/** The exchange whose server sent these records, after which our own stack gave up. */
export function exchangeWith(
  sent: readonly Sent[],
  more: Partial<RecordTrail> = {},
  reason = 'ERR_SSL_X',
): TlsExchange {
  const messages: Uint8Array[] = []
  const records = sent.map((one): WireRecord => {
    if ('record' in one) return one.record
    const version = one.version ?? 0x0303
    if ('type' in one) {
      const content = toHex(Uint8Array.from(one.content.slice(0, 2)))
      return { type: one.type, version, length: one.content.length, content, messages: messages.length }
    }
    messages.push(...one.messages)
    const { length } = concatBytes(...one.messages)
    const whole = { version, messages: messages.length }
    return one.sealed === true
      ? { type: 23, length: length + 17, inner: { type: 22, length }, ...whole }
      : { type: 22, length, ...whole }
  })
  const certificate = messages.find((message) => message[0] === 11)
  return exchangeOf({
    messages: messages.map((bytes) => ({ type: bytes[0] ?? 0, bytes: toBase64(bytes) })),
    certificates: certificate === undefined ? null : [toBase64(certificate.subarray(10))],
    end: { kind: 'stack-gave-up', reason },
    trail: { records, rest: null, unfinished: '', afterwards: 'closed', ...more },
  })
}
