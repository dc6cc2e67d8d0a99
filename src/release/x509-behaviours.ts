import type { Behaviours } from './release.ts'
import { atLeast, parseVersion } from './version.ts'

/** The finer differences of crypto/x509 between Go releases, one fact a field. */
export interface X509Behaviours {
  /**
   * Certificates are read with encoding/asn1 (<= 1.17): other words for what is malformed, any version number, extensions
   * in every version, any type of attribute value, and the two signature algorithms need not agree.
   */
  readonly laxParser: boolean
  /** `invalid basic constraints a`, `b` or `c` (Go <= 1.20). */
  readonly basicConstraintsLetter: boolean
  /** A negative path length does not parse (1.25). */
  readonly rejectNegativePathLength: boolean
  /** Surrogates and noncharacters in a BMPString do not parse (1.25). */
  readonly rejectBmpSurrogates: boolean
  /** Attribute values of a name may have any ASN.1 type (<= 1.17, 1.27). */
  readonly anyAttributeValueType: boolean
  /** A bare `*` is a pattern like any other (<= 1.22). */
  readonly bareWildcard: boolean
  /** A name without SANs is refused with the hint at GODEBUG=x509ignoreCN=0 (<= 1.16). */
  readonly commonNameHint: boolean
  /** The Netscape and Microsoft server-gated-crypto purposes stand for serverAuth (<= 1.17). */
  readonly gatedCryptoPurposes: boolean
  /** Components of object identifiers may be padded (<= 1.20). */
  readonly oidPadding: 'refused' | 'allowed'
  /** Policies beyond 31 bits a component do not parse (<= 1.21). */
  readonly smallPolicies: boolean
  /** A T61String is taken for UTF-8 (<= 1.24), or read as Latin-1 (1.25). */
  readonly t61String: 'utf-8' | 'latin-1'
  /** Times are read by package time, whose errors show (1.18). */
  readonly timeErrorsShow: boolean
  /** Unique identifiers are expected to be constructed, so that real ones hide the extensions (1.18). */
  readonly constructedUniqueIds: boolean
  /** A member of the chain comes no second time: the same octets (<= 1.18), or the same subject, key and SANs (1.19). */
  readonly sameAuthority: 'octets' | 'subject-and-key'
  /** Quoting writes DEL as `\\u007f` (<= 1.18). */
  readonly deleteAsUnicode: boolean
  /** A URI's IPv6 address is one with a zone and a port too (CVE-2024-45341: 1.22.11, 1.23.5). */
  readonly zonedUriIsAddress: boolean
  /** A constraint of a single dot does not parse (CVE-2025-58187: 1.24.8, 1.25.2). */
  readonly refuseDotConstraint: boolean
  /** Brackets in a URL hold an IPv6 address and nothing else (CVE-2025-47912: 1.24.8, 1.25.2). */
  readonly strictBrackets: boolean
  /** Name constraints are put to the leaf (1.18), to the constrained CA itself too (1.19), or to every certificate below (1.21). */
  readonly constrainedNames: 'leaf' | 'leaf-and-self' | 'all-below'
  /** A DNS name that begins with a dot is no domain under constraints (1.23). */
  readonly rejectLeadingDot: boolean
  /** `*.example.com` falls under the excluded `api.example.com` (CVE-2025-61727: 1.24.11, 1.25.5). */
  readonly wildcardMeetsExcluded: boolean
}

/** Those of `behaviours`; where they are not filled in, those of Go 1.24. */
export function x509Behaviours(behaviours: Behaviours): X509Behaviours {
  return behaviours.x509 ?? GO_1_24
}

/**
 * @param go as `runtime.Version()` prints it: `go1.24.13`
 * @throws Error when it does not parse: callers pass versions that `resolveRelease` has read
 *
 * Sources: kubectl-truth sections 3.3, 3.4 and 4; Go release notes 1.16 to 1.26 (crypto/x509).
 */
export function x509BehavioursOf(go: string): X509Behaviours {
  const version = parseVersion(go)?.version
  if (version === undefined) throw new Error(`not a version: ${go}`)
  const since = (minor: number, patch = 0) => atLeast(version, 1, minor, patch)
  return {
    laxParser: !since(18),
    basicConstraintsLetter: !since(21),
    rejectNegativePathLength: since(25),
    rejectBmpSurrogates: since(25),
    anyAttributeValueType: since(27) || !since(18),
    bareWildcard: !since(23),
    commonNameHint: !since(17),
    gatedCryptoPurposes: !since(18),
    oidPadding: since(21) ? 'refused' : 'allowed',
    smallPolicies: !since(22),
    t61String: since(25) ? 'latin-1' : 'utf-8',
    timeErrorsShow: since(18) && !since(19),
    constructedUniqueIds: since(18) && !since(19),
    sameAuthority: since(19) ? 'subject-and-key' : 'octets',
    deleteAsUnicode: !since(19),
    zonedUriIsAddress: since(24) || (since(23) ? since(23, 5) : since(22, 11)),
    refuseDotConstraint: since(25) ? since(25, 2) : since(24, 8),
    strictBrackets: since(25) ? since(25, 2) : since(24, 8),
    constrainedNames: since(21) ? 'all-below' : since(19) ? 'leaf-and-self' : 'leaf',
    rejectLeadingDot: since(23),
    wildcardMeetsExcluded: since(25) ? since(25, 5) : since(24, 11),
  }
}

const GO_1_24 = x509BehavioursOf('go1.24.0')
