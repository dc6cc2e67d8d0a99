/**
 * What Go's certificate parser says, by the slug that stands in `x509.ParseError.<slug>`. Texts without `x509: `; a
 * text that ends in a blank or a colon goes on with a detail. Models crypto/x509 parser.go (Go >= 1.18).
 */
export const PARSE_ERRORS = {
  'malformed-certificate': 'malformed certificate',
  'trailing-data': 'trailing data',
  'malformed-tbs-certificate': 'malformed tbs certificate',
  'malformed-version': 'malformed version',
  'invalid-version': 'invalid version',
  'malformed-serial-number': 'malformed serial number',
  'negative-serial-number': 'negative serial number',
  'malformed-signature-algorithm-identifier': 'malformed signature algorithm identifier',
  'malformed-algorithm-identifier': 'malformed algorithm identifier',
  'signature-algorithms-differ': "inner and outer signature algorithm identifiers don't match",
  'malformed-oid': 'malformed OID',
  'malformed-parameters': 'malformed parameters',
  'malformed-issuer': 'malformed issuer',
  'invalid-rdn-sequence': 'invalid RDNSequence',
  'malformed-validity': 'malformed validity',
  'malformed-utc-time': 'malformed UTCTime',
  'malformed-generalized-time': 'malformed GeneralizedTime',
  'unsupported-time-format': 'unsupported time format',
  'malformed-spki': 'malformed spki',
  'malformed-public-key-algorithm-identifier': 'malformed public key algorithm identifier',
  'malformed-subject-public-key': 'malformed subjectPublicKey',
  'malformed-issuer-unique-id': 'malformed issuerUniqueID',
  'malformed-subject-unique-id': 'malformed subjectUniqueID',
  'malformed-extensions': 'malformed extensions',
  'malformed-extension': 'malformed extension',
  'malformed-extension-oid': 'malformed extension OID field',
  'malformed-extension-critical': 'malformed extension critical field',
  'malformed-extension-value': 'malformed extension value field',
  'duplicate-extensions': 'certificate contains duplicate extension',
  'malformed-signature': 'malformed signature',
  'rsa-missing-null': 'RSA key missing NULL parameters',
  'invalid-rsa-public-key': 'invalid RSA public key',
  'invalid-rsa-modulus': 'invalid RSA modulus',
  'invalid-rsa-public-exponent': 'invalid RSA public exponent',
  'rsa-modulus-not-positive': 'RSA modulus is not a positive number',
  'rsa-public-exponent-not-positive': 'RSA public exponent is not a positive number',
  'invalid-ecdsa-parameters': 'invalid ECDSA parameters',
  'unsupported-elliptic-curve': 'unsupported elliptic curve',
  'invalid-elliptic-curve-point': 'failed to unmarshal elliptic curve point',
  'ed25519-illegal-parameters': 'Ed25519 key encoded with illegal parameters',
  'ed25519-wrong-size': 'wrong Ed25519 public key size',
  'invalid-dsa-public-key': 'invalid DSA public key',
  'invalid-dsa-parameters': 'invalid DSA parameters',
  'dsa-parameter-not-positive': 'zero or negative DSA parameter',
  'invalid-key-usage': 'invalid key usage',
  'invalid-basic-constraints': 'invalid basic constraints',
  'invalid-subject-alternative-names': 'invalid subject alternative names',
  'invalid-subject-alternative-name': 'invalid subject alternative name',
  'malformed-san-email': 'SAN rfc822Name is malformed',
  'malformed-san-dns': 'SAN dNSName is malformed',
  'malformed-san-uri': 'SAN uniformResourceIdentifier is malformed',
  'invalid-san-uri': 'cannot parse URI ',
  'invalid-san-ip': 'cannot parse IP address of length ',
  'invalid-name-constraints': 'invalid NameConstraints extension',
  'empty-name-constraints': 'empty name constraints extension',
  'invalid-constraint-value': 'invalid constraint value: ',
  'invalid-dns-constraint': 'failed to parse dnsName constraint ',
  'invalid-ip-constraint-length': 'IP constraint contained value of length ',
  'invalid-ip-constraint-mask': 'IP constraint contained invalid mask ',
  'invalid-email-constraint': 'failed to parse rfc822Name constraint ',
  'invalid-uri-constraint': 'failed to parse URI constraint ',
  'invalid-crl-distribution-points': 'invalid CRL distribution points',
  'invalid-crl-distribution-point': 'invalid CRL distribution point',
  'invalid-authority-key-identifier': 'invalid authority key identifier',
  'critical-authority-key-identifier': 'authority key identifier incorrectly marked critical',
  'invalid-subject-key-identifier': 'invalid subject key identifier',
  'critical-subject-key-identifier': 'subject key identifier incorrectly marked critical',
  'invalid-extended-key-usages': 'invalid extended key usages',
  'invalid-certificate-policies': 'invalid certificate policies',
  'invalid-authority-info-access': 'invalid authority info access',
  'critical-authority-info-access': 'authority info access incorrectly marked critical',
  'invalid-policy-constraints': 'invalid policy constraints extension',
  'invalid-policy-mappings': 'invalid policy mappings extension',
  'invalid-inhibit-any-policy': 'invalid inhibit any policy extension',
} as const

export type ParseErrorSlug = keyof typeof PARSE_ERRORS

/** Returned, never thrown, by the parts of the parser; the first one ends the parsing. */
export class ParseFailure {
  readonly slug: ParseErrorSlug
  readonly text: string

  constructor(slug: ParseErrorSlug, text: string) {
    this.slug = slug
    this.text = text
  }
}

export function failure(slug: ParseErrorSlug, detail = ''): ParseFailure {
  return new ParseFailure(slug, `x509: ${PARSE_ERRORS[slug]}${detail}`)
}
