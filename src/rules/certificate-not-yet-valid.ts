import { clocksAgree } from './facts/clock.ts'
import { ownCertificateLook, type ServerCertificateFacts } from './facts/server-certificate.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

export type CertificateNotYetValidFacts = ServerCertificateFacts & {
  readonly notBefore: string
  readonly at: string
  /** The server's answer says the same time as this machine; `null`: it says none. */
  readonly clocksAgree: boolean | null
}

/** The server's own certificate begins in the future: mostly a clock that is wrong. */
export const certificateNotYetValid: Rule<CertificateNotYetValidFacts> = {
  id: 'certificate-not-yet-valid',
  citations: [{ title: 'crypto/x509 Certificate.Verify', ref: 'https://pkg.go.dev/crypto/x509#Certificate.Verify' }],
  explainedBy: ['clock-skew'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      ownCertificateLook(subject, path, ([leaf]) =>
        Date.parse(leaf.notBefore) > Date.parse(subject.case.at)
          ? {
              detail: `not before ${leaf.notBefore}, now ${subject.case.at}`,
              notBefore: leaf.notBefore,
              at: subject.case.at,
              clocksAgree: clocksAgree(subject, path),
            }
          : null,
      ),
    ),
}
