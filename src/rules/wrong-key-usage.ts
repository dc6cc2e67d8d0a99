import { ownCertificateLook, type ServerCertificateFacts } from './facts/server-certificate.ts'
import { onEveryPath } from './facts/sightings.ts'
import { objection } from './facts/verdict-codes.ts'
import type { Rule } from './rule.ts'

/** The server's own certificate may not be used by a server: mostly a client certificate in the wrong place. */
export const wrongKeyUsage: Rule<ServerCertificateFacts> = {
  id: 'wrong-key-usage',
  citations: [{ title: 'RFC 5280 section 4.2.1.12', ref: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12' }],
  explainedBy: [],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      ownCertificateLook(subject, path, ([leaf]) =>
        objection(path, 'x509.CertificateInvalidError.IncompatibleUsage') === null
          ? null
          : { detail: `extended key usage ${leaf.extKeyUsage.join(', ') || '(none)'}` },
      ),
    ),
}
