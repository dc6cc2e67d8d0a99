import { ownCertificateLook, type ServerCertificateFacts } from './facts/server-certificate.ts'
import { onEveryPath } from './facts/sightings.ts'
import { candidateReasons, objection } from './facts/verdict-codes.ts'
import type { Rule } from './rule.ts'

/** An authority of the chain may not have signed it: no CA, key usage, path length, extended key usage or name constraints. */
export const authorityMayNotSign: Rule<ServerCertificateFacts> = {
  id: 'authority-may-not-sign',
  citations: [
    { title: 'crypto/x509 Certificate.Verify', ref: 'https://pkg.go.dev/crypto/x509#Certificate.Verify' },
    { title: 'RFC 5280 section 4.2.1.9', ref: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.9' },
  ],
  explainedBy: [],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      ownCertificateLook(subject, path, () => {
        const error = objection(path, ...CODES)
        const hint = candidateReasons(path).find((reason) => /parent certificate cannot sign/.test(reason))
        const detail = error?.text ?? hint ?? null
        return detail === null ? null : { detail }
      }),
    ),
}

/** Reasons of x509.CertificateInvalidError that are about an authority. */
const CODES = [
  'x509.CertificateInvalidError.NotAuthorizedToSign',
  'x509.CertificateInvalidError.TooManyIntermediates',
  'x509.CertificateInvalidError.CANotAuthorizedForThisName',
  'x509.CertificateInvalidError.CANotAuthorizedForExtKeyUsage',
  'x509.CertificateInvalidError.NameConstraintsWithoutSANs',
  'x509.CertificateInvalidError.UnconstrainedName',
  'x509.CertificateInvalidError.TooManyConstraints',
  'x509.CertificateInvalidError.NoValidChains',
  'x509.ConstraintViolationError',
] as const
