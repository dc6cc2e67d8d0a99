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
  /** A candidate that may not issue can be the hint of an unknown authority (1.20). */
  readonly hintFromInvalidCandidate: boolean
  /** Name constraints are put to the leaf and the constrained CA itself (<= 1.20), or to every certificate below (1.21). */
  readonly constrainedNames: 'leaf-and-self' | 'all-below'
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
    hintFromInvalidCandidate: since(20),
    constrainedNames: since(21) ? 'all-below' : 'leaf-and-self',
    rejectLeadingDot: since(23),
    wildcardMeetsExcluded: since(25) ? since(25, 5) : since(24, 11),
  }
}

const GO_1_24 = x509BehavioursOf('go1.24.0')
