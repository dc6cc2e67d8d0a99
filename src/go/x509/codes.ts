import { PARSE_ERRORS, type ParseErrorSlug } from './parse-failure.ts'

/** Go type and reason of every error that judging a chain can give. Published: never renamed, only added to. */
export const VERIFY_CODES = [
  'x509.HostnameError',
  'x509.UnknownAuthorityError',
  'x509.CertificateInvalidError.Expired',
  'x509.CertificateInvalidError.NotYetValid',
  'x509.CertificateInvalidError.IncompatibleUsage',
  'x509.CertificateInvalidError.NotAuthorizedToSign',
  'x509.CertificateInvalidError.TooManyIntermediates',
  'x509.CertificateInvalidError.CANotAuthorizedForThisName',
  // A SAN that Go cannot read when it comes to the constraints: a bare error up to Go 1.25.
  'x509.CertificateInvalidError.UnconstrainedName',
  'x509.CertificateInvalidError.TooManyConstraints',
  'x509.CertificateInvalidError.NoValidChains',
  'x509.UnhandledCriticalExtension',
  'x509.SystemRootsError',
  'x509.SignatureLimit',
  'tls.NoCertificates',
  'tls.RSAKeyTooLarge',
  'tls.UnsupportedPublicKey',
  'tls.InvalidServerSignature.RSAKeyTooSmall',
] as const
export type VerifyCode = (typeof VERIFY_CODES)[number]

export type ParseErrorCode = `x509.ParseError.${ParseErrorSlug}`
export type X509Code = VerifyCode | ParseErrorCode

export function parseErrorCode(slug: ParseErrorSlug): ParseErrorCode {
  return `x509.ParseError.${slug}`
}

export const X509_CODES: readonly X509Code[] = [
  ...VERIFY_CODES,
  ...(Object.keys(PARSE_ERRORS) as ParseErrorSlug[]).map(parseErrorCode),
]
