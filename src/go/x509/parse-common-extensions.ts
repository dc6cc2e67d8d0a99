import { DerReader } from '../../lib/der.ts'
import { contextTag, TAG } from '../../lib/der-encode.ts'
import { x509Behaviours } from '../../release/x509-behaviours.ts'
import type { ExtensionFacts } from './certificate.ts'
import type { ExtensionReader, ExtensionReading } from './parse-extensions.ts'
import { failure } from './parse-failure.ts'

/** RFC 5280 section 4.2.1.3. */
export const readKeyUsage: ExtensionReader = ({ value }) => {
  const bits = new DerReader(value).bitString()
  if (bits === null) return failure('invalid-key-usage')
  let keyUsage = 0
  for (let bit = 0; bit < 9; bit++) {
    if (((bits.bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0) keyUsage |= 1 << bit
  }
  return handled({ keyUsage })
}

/** RFC 5280 section 4.2.1.9. Go 1.18 to 1.20 say by a letter which part was wrong. */
export const readBasicConstraints: ExtensionReader = ({ value }, behaviours) => {
  const { basicConstraintsLetter, rejectNegativePathLength } = x509Behaviours(behaviours)
  const invalid = (letter: string) => failure('invalid-basic-constraints', basicConstraintsLetter ? ` ${letter}` : '')
  const reader = new DerReader(value).enter(TAG.sequence)
  if (reader === null) return invalid('a')
  const isCa = reader.nextIs(TAG.boolean) ? reader.boolean() : false
  if (isCa === null) return invalid('b')
  const written = reader.nextIs(TAG.integer) ? reader.int64() : undefined
  if (written === null) return invalid('c')
  if (written !== undefined && written < 0n && rejectNegativePathLength) return invalid('c')
  const maxPathLength = written ?? -1n
  return handled({ basicConstraints: { isCa, maxPathLength } })
}

/** RFC 5280 section 4.2.1.1. */
export const readAuthorityKeyId: ExtensionReader = ({ critical, value }, behaviours) => {
  if (critical && behaviours.rejectCriticalKeyIdentifiers) return failure('critical-authority-key-identifier')
  const reader = new DerReader(value).enter(TAG.sequence)
  if (reader === null) return failure('invalid-authority-key-identifier')
  const tag = contextTag(0, 'primitive')
  if (!reader.nextIs(tag)) return handled({})
  const keyId = reader.element(tag)
  return keyId === null ? failure('invalid-authority-key-identifier') : handled({ authorityKeyId: keyId.contents })
}

/** RFC 5280 section 4.2.1.2. */
export const readSubjectKeyId: ExtensionReader = ({ critical, value }, behaviours) => {
  if (critical && behaviours.rejectCriticalKeyIdentifiers) return failure('critical-subject-key-identifier')
  const keyId = new DerReader(value).element(TAG.octetString)
  return keyId === null ? failure('invalid-subject-key-identifier') : handled({ subjectKeyId: keyId.contents })
}

/** RFC 5280 section 4.2.1.12. */
export const readExtKeyUsages: ExtensionReader = ({ value }, behaviours) => {
  const reader = new DerReader(value).enter(TAG.sequence)
  if (reader === null) return failure('invalid-extended-key-usages')
  const extKeyUsages: string[] = []
  while (!reader.empty) {
    const usage = reader.oid(x509Behaviours(behaviours).oidPadding)
    if (usage === null) return failure('invalid-extended-key-usages')
    extKeyUsages.push(usage)
  }
  return handled({ extKeyUsages })
}

/** RFC 5280 section 4.2.1.13. Only the shape matters: Go fetches no CRL. */
export const readCrlDistributionPoints: ExtensionReader = ({ value }) => {
  const points = new DerReader(value).enter(TAG.sequence)
  if (points === null) return failure('invalid-crl-distribution-points')
  while (!points.empty) {
    const point = points.enter(TAG.sequence)
    if (point === null || !isDistributionPoint(point)) return failure('invalid-crl-distribution-point')
  }
  return handled({})
}

function isDistributionPoint(point: DerReader): boolean {
  const tag = contextTag(0, 'constructed')
  if (!point.nextIs(tag)) return true
  const names = point.enter(tag)?.enter(tag) ?? null
  if (names === null) return false
  while (names.nextIs(URI)) if (names.any() === null) return false
  return true
}

const URI = contextTag(6, 'primitive')

/** RFC 5280 section 4.2.2.1. */
export const readAuthorityInfoAccess: ExtensionReader = ({ critical, value }, behaviours) => {
  if (critical && behaviours.rejectCriticalKeyIdentifiers) return failure('critical-authority-info-access')
  const descriptions = new DerReader(value).enter(TAG.sequence)
  if (descriptions === null) return failure('invalid-authority-info-access')
  while (!descriptions.empty) {
    const description = descriptions.enter(TAG.sequence)
    if (description === null || description.oid(x509Behaviours(behaviours).oidPadding) === null)
      return failure('invalid-authority-info-access')
    if (description.nextIs(URI) && description.any() === null) return failure('invalid-authority-info-access')
  }
  return handled({})
}

export function handled(facts: Partial<ExtensionFacts>): ExtensionReading {
  return { facts, handled: true }
}
