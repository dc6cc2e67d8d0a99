import { hasNoSans, ownCertificateLook, type ServerCertificateFacts } from './facts/server-certificate.ts'
import { onEveryPath } from './facts/sightings.ts'
import { objection } from './facts/verdict-codes.ts'
import type { Rule } from './rule.ts'

/** The server's own certificate names its host in the Common Name alone, which Go has not read since 1.15. */
export const certificateWithoutSans: Rule<ServerCertificateFacts> = {
  id: 'certificate-without-sans',
  citations: [
    {
      title: 'crypto/x509 Certificate.VerifyHostname',
      ref: 'https://pkg.go.dev/crypto/x509#Certificate.VerifyHostname',
    },
  ],
  explainedBy: [],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      ownCertificateLook(subject, path, ([leaf]) =>
        objection(path, 'x509.HostnameError') !== null && hasNoSans(leaf)
          ? { detail: `no subject alternative names, only ${leaf.subject}` }
          : null,
      ),
    ),
}
