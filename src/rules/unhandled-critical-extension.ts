import { ownCertificateLook, type ServerCertificateFacts } from './facts/server-certificate.ts'
import { onEveryPath } from './facts/sightings.ts'
import { objection } from './facts/verdict-codes.ts'
import type { Rule } from './rule.ts'

/** A certificate of the chain has a critical extension that Go does not know. */
export const unhandledCriticalExtension: Rule<ServerCertificateFacts> = {
  id: 'unhandled-critical-extension',
  citations: [{ title: 'RFC 5280 section 4.2', ref: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.2' }],
  explainedBy: [],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      ownCertificateLook(subject, path, () => {
        const error = objection(path, 'x509.UnhandledCriticalExtension')
        return error === null ? null : { detail: error.text }
      }),
    ),
}
