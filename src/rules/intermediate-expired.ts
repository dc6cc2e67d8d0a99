import { ownCertificateLook, type ServerCertificateFacts } from './facts/server-certificate.ts'
import { onEveryPath } from './facts/sightings.ts'
import { objection } from './facts/verdict-codes.ts'
import type { Rule } from './rule.ts'

export type IntermediateExpiredFacts = ServerCertificateFacts & {
  readonly intermediate: string
  readonly notAfter: string
}

/** An intermediate that the server sends is past its notAfter while its leaf is not. */
export const intermediateExpired: Rule<IntermediateExpiredFacts> = {
  id: 'intermediate-expired',
  citations: [{ title: 'crypto/x509 Certificate.Verify', ref: 'https://pkg.go.dev/crypto/x509#Certificate.Verify' }],
  explainedBy: ['clock-skew'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      ownCertificateLook(subject, path, ([, ...intermediates]) => {
        if (objection(path, 'x509.CertificateInvalidError') === null) return null
        const expired = intermediates.find((one) => one.isCa && Date.parse(one.notAfter) < Date.parse(subject.case.at))
        if (expired === undefined) return null
        return {
          detail: `intermediate ${expired.subject} not after ${expired.notAfter}`,
          intermediate: expired.subject,
          notAfter: expired.notAfter,
        }
      }),
    ),
}
