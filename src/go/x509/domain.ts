import type { Behaviours } from '../../release/release.ts'
import { x509Behaviours } from '../../release/x509-behaviours.ts'

/**
 * The labels of a domain, the top-level one first; `null` where Go takes it for no domain: an empty label, a trailing
 * dot, a character outside `!` to `~`. `''` has no labels. Models crypto/x509 domainToReverseLabels.
 */
export function reverseLabels(domain: string, leadingDotAllowed: boolean): readonly string[] | null {
  if (domain === '') return []
  // Before Go 1.23 a dot in front was passed over, since the last cut left nothing behind it.
  const labels = (leadingDotAllowed && domain.startsWith('.') ? domain.slice(1) : domain).split('.').reverse()
  return labels.every((label) => /^[!-~]+$/.test(label)) ? labels : null
}

/** Whether Go takes this for a domain at all: the host of a URI, or of a mailbox. Models crypto/x509 domainNameValid. */
export function isDomain(domain: string, behaviours: Behaviours): boolean {
  return reverseLabels(domain, !x509Behaviours(behaviours).rejectLeadingDot) !== null
}

/** A constraint may begin with a dot, which asks for at least one more label (RFC 5280 section 4.2.1.10 for URIs). */
export function isDomainConstraint(constraint: string, behaviours: Behaviours): boolean {
  if (constraint === '.' && x509Behaviours(behaviours).refuseDotConstraint) return false
  return isDomain(constraint.replace(/^\./, ''), behaviours)
}
