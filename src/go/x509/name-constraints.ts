import { assertNever } from '../../lib/exhaustive.ts'
import { formatIp, parseIp } from '../../lib/ip.ts'
import { quote } from '../../lib/quote.ts'
import type { Behaviours } from '../../release/release.ts'
import { x509Behaviours } from '../../release/x509-behaviours.ts'
import type { GoCertificate, IpRange, NameConstraints, SanEntry, SanType, UriName } from './certificate.ts'
import { domainMatches, ipMatches, mailboxMatches } from './constraint-match.ts'
import { reverseLabels } from './domain.ts'
import { nameNotAuthorized, type VerifyError, verifyError } from './errors.ts'
import { type Mailbox, parseMailbox } from './mailbox.ts'
import { uriText } from './uri-text.ts'

/** Go <= 1.25 stops after this many comparisons for one CA. */
const MOST_COMPARISONS = 250_000

/**
 * Go <= 1.25: the constraints of one CA against the names in the chain below it, in the order of each SAN extension;
 * exclusions come first. Models crypto/x509 Certificate.isValid.
 */
export function constraintsWhileBuilding(
  ca: GoCertificate,
  below: readonly GoCertificate[],
  behaviours: Behaviours,
): VerifyError | null {
  const constraints = ca.facts.nameConstraints
  if (constraints === null) return null
  let comparisons = 0
  for (const certificate of constrainedBy(ca, below, behaviours)) {
    for (const entry of certificate.facts.sans.ordered) {
      const unreadable = unreadableBefore126(entry, behaviours)
      if (unreadable !== null) return unreadable
      comparisons += constraints.excluded[entry.type].length + constraints.permitted[entry.type].length
      if (comparisons > MOST_COMPARISONS) {
        return verifyError('x509.CertificateInvalidError.TooManyConstraints', 'unknown error')
      }
      const check = checkerOf(entry, constraints, behaviours)
      const detail = check.excluded() ?? check.permitted()
      if (detail !== null) return nameNotAuthorized(detail)
    }
  }
  return null
}

/**
 * Go >= 1.26: the constraints of a whole chain, leaf upwards, each certificate's names by type against every CA above
 * it; permissions come first. Models crypto/x509 checkChainConstraints.
 */
export function constraintsAfterBuilding(chain: readonly GoCertificate[], behaviours: Behaviours): VerifyError | null {
  for (const [i, certificate] of chain.entries()) {
    const above = chain.slice(i + 1).flatMap(({ facts }) => facts.nameConstraints ?? [])
    if (above.length === 0) return null
    const unreadable = unreadableSince126(certificate, behaviours)
    if (unreadable !== null) return nameNotAuthorized(unreadable)
    for (const constraints of above) {
      for (const entry of BY_TYPE.flatMap((type) => entriesOf(certificate, type))) {
        const unparsable =
          entry.type === 'dns' && constrains(constraints, 'dns') ? unreadableDns(entry.value, true) : null
        if (unparsable !== null) return nameNotAuthorized(`x509: ${unparsable}`)
        const check = checkerOf(entry, constraints, behaviours)
        const detail = check.permitted() ?? check.excluded()
        if (detail !== null) return nameNotAuthorized(detail)
      }
    }
  }
  return null
}

const BY_TYPE: readonly SanType[] = ['ip', 'dns', 'uri', 'email']

function entriesOf(certificate: GoCertificate, type: SanType): readonly SanEntry[] {
  return certificate.facts.sans.ordered.filter((entry) => entry.type === type)
}

function constrains({ permitted, excluded }: NameConstraints, type: SanType): boolean {
  return permitted[type].length + excluded[type].length > 0
}

function constrainedBy(
  ca: GoCertificate,
  below: readonly GoCertificate[],
  behaviours: Behaviours,
): readonly GoCertificate[] {
  switch (x509Behaviours(behaviours).constrainedNames) {
    case 'leaf':
      return below.slice(0, 1)
    case 'leaf-and-self':
      return [...below.slice(0, 1), ca]
    case 'all-below':
      return below
  }
}

function unreadableBefore126(entry: SanEntry, behaviours: Behaviours): VerifyError | null {
  const code = 'x509.CertificateInvalidError.UnconstrainedName'
  if (entry.type === 'email' && parseMailbox(entry.value, behaviours) === null) {
    // Go prints the empty mailbox that it has not read, not the text.
    return verifyError(code, 'cannot parse rfc822Name {"" ""}')
  }
  const dns = entry.type === 'dns' ? unreadableDns(entry.value, x509Behaviours(behaviours).rejectLeadingDot) : null
  return dns === null ? null : verifyError(code, dns)
}

function unreadableDns(name: string, rejectLeadingDot: boolean): string | null {
  return reverseLabels(name, !rejectLeadingDot) === null ? `cannot parse dnsName ${quote(name)}` : null
}

/** Since Go 1.26 these are looked at as soon as any constraint stands above, of whatever type. */
function unreadableSince126({ facts: { sans } }: GoCertificate, behaviours: Behaviours): string | null {
  for (const uri of sans.uri) {
    const problem = uriProblem(uri, behaviours)
    if (problem !== null) return problem
  }
  const email = sans.email.find((text) => parseMailbox(text, behaviours) === null)
  return email === undefined ? null : `cannot parse rfc822Name ${quote(email)}`
}

interface Checker {
  /** Go's detail where a name is not permitted, or cannot be matched; `null` when it passes. */
  readonly permitted: () => string | null
  readonly excluded: () => string | null
}

function checkerOf(entry: SanEntry, { permitted, excluded }: NameConstraints, behaviours: Behaviours): Checker {
  switch (entry.type) {
    case 'dns': {
      const covers = x509Behaviours(behaviours).wildcardMeetsExcluded
      return checker(`DNS name ${quote(entry.value)}`, permitted.dns, excluded.dns, (constraint, excluding) =>
        domainMatches(entry.value, constraint, excluding && covers),
      )
    }
    case 'email': {
      const mailbox: Mailbox = parseMailbox(entry.value, behaviours) ?? { local: '', domain: '' }
      return checker(`email address ${quote(entry.value)}`, permitted.email, excluded.email, (constraint) =>
        mailboxMatches(mailbox, constraint, behaviours),
      )
    }
    case 'uri':
      return uriChecker(entry.value, permitted.uri, excluded.uri, behaviours)
    case 'ip':
      return checker(
        `IP address ${quote(formatIp(entry.value))}`,
        permitted.ip,
        excluded.ip,
        (range) => ipMatches(entry.value, range),
        rangeText,
      )
    default:
      return assertNever(entry)
  }
}

function checker<C>(
  name: string,
  permitted: readonly C[],
  excluded: readonly C[],
  matches: (constraint: C, excluding: boolean) => boolean,
  text: (constraint: C) => string = String,
): Checker {
  return {
    permitted: () =>
      permitted.length === 0 || permitted.some((constraint) => matches(constraint, false))
        ? null
        : `${name} is not permitted by any constraint`,
    excluded: () => {
      const hit = excluded.find((constraint) => matches(constraint, true))
      return hit === undefined ? null : `${name} is excluded by constraint ${quote(text(hit))}`
    },
  }
}

function uriChecker(
  uri: UriName,
  permitted: readonly string[],
  excluded: readonly string[],
  behaviours: Behaviours,
): Checker {
  const problem = uriProblem(uri, behaviours)
  const host = uriHost(uri)
  const { permitted: isPermitted, excluded: isExcluded } = checker(
    `URI ${quote(uri.text)}`,
    permitted,
    excluded,
    (constraint) => domainMatches(host, constraint, false),
  )
  if (problem === null) return { permitted: isPermitted, excluded: isExcluded }
  return {
    permitted: () => (permitted.length === 0 ? null : problem),
    excluded: () => (excluded.length === 0 ? null : problem),
  }
}

/** Only URIs with a name for a host can be constrained (RFC 5280 section 4.2.1.10). Go prints them as it would write them. */
function uriProblem(uri: UriName, behaviours: Behaviours): string | null {
  if (uri.host === '') return `URI with empty host (${quote(uriText(uri.text))}) cannot be matched against constraints`
  if (splitsBadly(uri)) return `address ${uri.host}: too many colons in address`
  const host = uriHost(uri)
  const named = x509Behaviours(behaviours).zonedUriIsAddress ? host.replace(/%.+$/s, '') : host
  const isAddress = (host.startsWith('[') && host.endsWith(']')) || parseIp(named) !== null
  return isAddress ? `URI with IP (${quote(uriText(uri.text))}) cannot be matched against constraints` : null
}

/** Models net.SplitHostPort, which wants brackets around colons. */
function splitsBadly({ host }: UriName): boolean {
  return !host.startsWith('[') && host.indexOf(':') !== host.lastIndexOf(':')
}

function uriHost({ host }: UriName): string {
  if (host.endsWith(']')) return host
  const port = /:\d*$/.exec(host)
  return port === null ? host : host.slice(0, port.index).replace(/^\[(.*)\]$/, '$1')
}

function rangeText({ address, mask }: IpRange): string {
  const ones = Array.from(mask, (octet) => octet.toString(2).replaceAll('0', '').length).reduce((sum, n) => sum + n, 0)
  return `${formatIp(address)}/${ones}`
}
