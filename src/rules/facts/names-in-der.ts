import { type Base64, fromBase64, toBase64 } from '../../lib/bytes.ts'
import { DerReader } from '../../lib/der.ts'
import { contextTag, TAG } from '../../lib/der-encode.ts'

/** Issuer and subject as they stand in a certificate, to be compared octet by octet; `null` for what is none. */
export function namesInDer(der: Base64): readonly [issuer: Base64, subject: Base64] | null {
  const tbs = new DerReader(fromBase64(der)).enter(TAG.sequence)?.enter(TAG.sequence)
  if (tbs === null || tbs === undefined) return null
  tbs.element(contextTag(0, 'constructed'))
  tbs.element(TAG.integer)
  tbs.element(TAG.sequence)
  const issuer = tbs.element(TAG.sequence)
  tbs.element(TAG.sequence)
  const subject = tbs.element(TAG.sequence)
  return issuer === null || subject === null ? null : [toBase64(issuer.raw), toBase64(subject.raw)]
}
