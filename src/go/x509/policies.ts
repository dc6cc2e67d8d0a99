import { equalBytes } from '../../lib/bytes.ts'
import type { GoCertificate } from './certificate.ts'

const ANY_POLICY = '2.5.29.32.0'

/**
 * Whether a chain has a valid policy where it requires one: RFC 5280 section 6.1 as RFC 9618 simplifies it, with any
 * policy acceptable to the caller, which is how TLS asks. Models crypto/x509 policiesValid (Go >= 1.24).
 *
 * @param chain leaf first, trust anchor last; the anchor's own policies do not count
 */
export function policiesAreValid(chain: readonly GoCertificate[]): boolean {
  const count = chain.length - 1
  if (count === 0) return true
  const skips = { explicitPolicy: count + 1, policyMapping: count + 1, inhibitAnyPolicy: count + 1 }
  /** Policies that the next certificate may assert; `null`: none is valid any more. */
  let expected: ReadonlySet<string> | null = new Set([ANY_POLICY])
  for (let i = count - 1; i >= 0; i--) {
    const certificate = chain[i]
    if (certificate === undefined) return false
    const selfIssued = equalBytes(certificate.rawIssuer, certificate.rawSubject)
    const anyAllowed = skips.inhibitAnyPolicy > 0 || (i > 0 && selfIssued)
    expected = validPolicies(certificate, expected, anyAllowed)
    if (skips.explicitPolicy === 0 && expected === null) return false
    if (i === 0) continue
    if (expected !== null && mapsAnyPolicy(certificate)) return false
    expected = mapped(certificate, expected, skips.policyMapping > 0)
    if (!selfIssued) for (const name of SKIPS) skips[name] = Math.max(0, skips[name] - 1)
    for (const name of SKIPS) skips[name] = Math.min(skips[name], asked(certificate, name) ?? skips[name])
  }
  const leafRequires = chain[0]?.facts.requireExplicitPolicy === 0n
  const explicitPolicy = leafRequires ? 0 : Math.max(0, skips.explicitPolicy - 1)
  return explicitPolicy > 0 || expected !== null
}

const SKIPS = ['explicitPolicy', 'policyMapping', 'inhibitAnyPolicy'] as const

function asked({ facts }: GoCertificate, name: (typeof SKIPS)[number]): number | null {
  const value = {
    explicitPolicy: facts.requireExplicitPolicy,
    policyMapping: facts.inhibitPolicyMapping,
    inhibitAnyPolicy: facts.inhibitAnyPolicy,
  }[name]
  return value === null || value < 0n ? null : Number(value)
}

/** Steps (d) and (e) of section 6.1.3. */
function validPolicies(
  { facts: { policies } }: GoCertificate,
  expected: ReadonlySet<string> | null,
  anyAllowed: boolean,
): ReadonlySet<string> | null {
  if (expected === null || policies.length === 0) return null
  const assertsAny = policies.includes(ANY_POLICY) && anyAllowed
  const valid = new Set(policies.filter((policy) => policy !== ANY_POLICY && meets(policy, expected)))
  if (assertsAny) for (const policy of expected) valid.add(policy)
  return valid.size === 0 ? null : valid
}

function meets(policy: string, expected: ReadonlySet<string>): boolean {
  return expected.has(policy) || expected.has(ANY_POLICY)
}

/** Step (a) of section 6.1.4: anyPolicy may stand on neither side of a mapping. */
function mapsAnyPolicy({ facts: { policyMappings } }: GoCertificate): boolean {
  return policyMappings.some(({ issuer, subject }) => issuer === ANY_POLICY || subject === ANY_POLICY)
}

/** Step (b) of section 6.1.4: a mapped policy is expected under its subject-domain names, or dropped. */
function mapped(
  { facts: { policyMappings } }: GoCertificate,
  valid: ReadonlySet<string> | null,
  mappingAllowed: boolean,
): ReadonlySet<string> | null {
  if (valid === null || policyMappings.length === 0) return valid
  const issuers = new Set(policyMappings.map(({ issuer }) => issuer))
  const next = new Set([...valid].filter((policy) => !issuers.has(policy)))
  if (mappingAllowed) {
    for (const { issuer, subject } of policyMappings) if (meets(issuer, valid)) next.add(subject)
  }
  return next.size === 0 ? null : next
}
