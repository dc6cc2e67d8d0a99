import type { GoError } from '../verdict.ts'
import type { GoCertificate } from './certificate.ts'
import type { VerifyCode } from './codes.ts'

/** A verification error as crypto/x509 words it: the bare `x509: …`, without crypto/tls's prefix. */
export interface VerifyError extends GoError {
  readonly code: VerifyCode
  /** The certificate that it is about, where a remedy has to look at it. */
  readonly certificate: GoCertificate | null
}

export function verifyError(code: VerifyCode, text: string, certificate: GoCertificate | null = null): VerifyError {
  return { code, text: `x509: ${text}`, certificate }
}

/** x509.CertificateInvalidError with reason CANotAuthorizedForThisName. */
export function nameNotAuthorized(detail: string): VerifyError {
  return verifyError(
    'x509.CertificateInvalidError.CANotAuthorizedForThisName',
    `a root or intermediate certificate is not authorized to sign for this name: ${detail}`,
  )
}

/** x509.CertificateInvalidError with reason IncompatibleUsage. */
export function incompatibleUsage(): VerifyError {
  return verifyError(
    'x509.CertificateInvalidError.IncompatibleUsage',
    'certificate specifies an incompatible key usage',
  )
}
