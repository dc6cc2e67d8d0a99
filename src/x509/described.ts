import { type Base64, fromBase64 } from '../lib/bytes.ts'
import { describeCertificate } from './describe.ts'
import type { CertificateDescription } from './description.ts'

/** `describeCertificate`, once for each certificate: a Case is judged again for each remedy that is tried on it. */
export function described(der: Base64): CertificateDescription {
  const known = descriptions.get(der)
  if (known !== undefined) return known
  const description = describeCertificate(fromBase64(der))
  if (descriptions.size >= MOST) descriptions.clear()
  descriptions.set(der, description)
  return description
}

/** Describing is pure, so that a cache changes nothing but the time it takes. */
const descriptions = new Map<Base64, CertificateDescription>()
const MOST = 500
