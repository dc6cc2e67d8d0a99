import type { Behaviours } from '../../release/release.ts'
import type { IpRange } from './certificate.ts'
import { reverseLabels } from './domain.ts'
import type { Mailbox } from './mailbox.ts'
import { parseMailbox } from './mailbox.ts'

/**
 * Whether a domain lies in a constraint: equal or below it, strictly below where the constraint begins with a dot, and
 * always in `''`. Labels compare without case. Models crypto/x509 matchDomainConstraint (RFC 5280 section 4.2.1.10).
 *
 * @param wildcardCovers for exclusions: `*.example.com` meets `api.example.com`, which it could stand for
 */
export function domainMatches(domain: string, constraint: string, wildcardCovers: boolean): boolean {
  if (constraint === '') return true
  const strict = constraint.startsWith('.')
  const limit = reverseLabels(constraint.replace(/^\./, ''), false)
  const labels = reverseLabels(domain, true)
  if (limit === null || labels === null) return false
  const covers = wildcardCovers && !strict && domain.startsWith('*.') && labels.length === limit.length
  const compared = covers ? limit.length - 1 : null
  if (compared === null && (labels.length < limit.length || (strict && labels.length === limit.length))) return false
  return limit.slice(0, compared ?? limit.length).every((label, i) => equalFold(label, labels[i] ?? ''))
}

export function mailboxMatches(mailbox: Mailbox, constraint: string, behaviours: Behaviours): boolean {
  // With an `@` the constraint is one mailbox, whose local part counts by case.
  if (!constraint.includes('@')) return domainMatches(mailbox.domain, constraint, false)
  const wanted = parseMailbox(constraint, behaviours)
  return wanted !== null && wanted.local === mailbox.local && equalFold(wanted.domain, mailbox.domain)
}

/** An IPv4 address is never in an IPv6 range: octets of different number do not match. */
export function ipMatches(address: Uint8Array, range: IpRange): boolean {
  if (address.length !== range.address.length) return false
  return address.every((octet, i) => {
    const mask = range.mask[i] ?? 0
    return (octet & mask) === ((range.address[i] ?? 0) & mask)
  })
}

function equalFold(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
