import { DerReader, integerValue, oidText } from '../../lib/der.ts'
import { contextTag, TAG } from '../../lib/der-encode.ts'
import type { Behaviours } from '../../release/release.ts'
import { x509Behaviours } from '../../release/x509-behaviours.ts'
import type { ExtensionFacts } from './certificate.ts'
import { handled } from './parse-common-extensions.ts'
import type { ExtensionReader, ExtensionReading } from './parse-extensions.ts'
import { failure } from './parse-failure.ts'

const UNKNOWN_BEFORE_1_24: ExtensionReading = { facts: {}, handled: false }

/** RFC 5280 section 4.2.1.4. The same policy twice is refused since policies are validated. */
export const readPolicies: ExtensionReader = ({ value }, behaviours) => {
  const list = new DerReader(value).enter(TAG.sequence)
  if (list === null) return failure('invalid-certificate-policies')
  const policies: string[] = []
  while (!list.empty) {
    const policy = policyOid(list.enter(TAG.sequence), behaviours)
    if (policy === null) return failure('invalid-certificate-policies')
    if (behaviours.policies !== 'ignored' && policies.includes(policy)) return failure('invalid-certificate-policies')
    policies.push(policy)
  }
  return handled({ policies })
}

/** RFC 5280 section 4.2.1.5. */
export const readPolicyMappings: ExtensionReader = ({ value }, behaviours) => {
  if (behaviours.policies === 'ignored') return UNKNOWN_BEFORE_1_24
  const list = new DerReader(value).enter(TAG.sequence)
  if (list === null) return failure('invalid-policy-mappings')
  const policyMappings: { issuer: string; subject: string }[] = []
  while (!list.empty) {
    const pair = list.enter(TAG.sequence)
    const [issuer, subject] = [policyOid(pair, behaviours), policyOid(pair, behaviours)]
    if (issuer === null || subject === null) return failure('invalid-policy-mappings')
    policyMappings.push({ issuer, subject })
  }
  return handled({ policyMappings })
}

/** RFC 5280 section 4.2.1.11. */
export const readPolicyConstraints: ExtensionReader = ({ value }, behaviours) => {
  if (behaviours.policies === 'ignored') return UNKNOWN_BEFORE_1_24
  const reader = new DerReader(value).enter(TAG.sequence)
  if (reader === null) return failure('invalid-policy-constraints')
  const facts: Partial<ExtensionFacts>[] = []
  for (const [number, field] of CONSTRAINTS) {
    const tag = contextTag(number, 'primitive')
    if (!reader.nextIs(tag)) continue
    const contents = reader.element(tag)?.contents
    const skip = contents === undefined ? null : integerValue(contents)
    if (skip === null || BigInt.asIntN(64, skip) !== skip) return failure('invalid-policy-constraints')
    facts.push({ [field]: skip })
  }
  return handled(Object.assign({}, ...facts))
}

const CONSTRAINTS = [
  [0, 'requireExplicitPolicy'],
  [1, 'inhibitPolicyMapping'],
] as const

/** RFC 5280 section 4.2.1.14. */
export const readInhibitAnyPolicy: ExtensionReader = ({ value }, behaviours) => {
  if (behaviours.policies === 'ignored') return UNKNOWN_BEFORE_1_24
  const inhibitAnyPolicy = new DerReader(value).int64()
  return inhibitAnyPolicy === null ? failure('invalid-inhibit-any-policy') : handled({ inhibitAnyPolicy })
}

function policyOid(reader: DerReader | null, behaviours: Behaviours): string | null {
  const { smallPolicies, oidPadding } = x509Behaviours(behaviours)
  if (smallPolicies) return reader?.oid(oidPadding) ?? null
  const contents = reader?.element(TAG.oid)?.contents
  if (contents === undefined || contents.length === 0 || (contents.at(-1) ?? 0) >= 0x80) return null
  const isPadded = contents.some((octet, i) => octet === 0x80 && (i === 0 || (contents[i - 1] ?? 0) < 0x80))
  // Components beyond 31 bits are fine here: such a policy is told apart by its octets.
  return isPadded ? null : (oidText(contents) ?? Buffer.from(contents).toString('hex'))
}
