import { ownCertificateLook, type ServerCertificateFacts } from './facts/server-certificate.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

export type CertificateExpiredFacts = ServerCertificateFacts & { readonly notAfter: string; readonly at: string }

/** The server's own certificate is past its notAfter. */
export const certificateExpired: Rule<CertificateExpiredFacts> = {
  id: 'certificate-expired',
  citations: [{ title: 'crypto/x509 Certificate.Verify', ref: 'https://pkg.go.dev/crypto/x509#Certificate.Verify' }],
  explainedBy: ['clock-skew'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      ownCertificateLook(subject, path, ([leaf]) =>
        Date.parse(leaf.notAfter) < Date.parse(subject.case.at)
          ? {
              detail: `not after ${leaf.notAfter}, now ${subject.case.at}`,
              notAfter: leaf.notAfter,
              at: subject.case.at,
            }
          : null,
      ),
    ),
}
