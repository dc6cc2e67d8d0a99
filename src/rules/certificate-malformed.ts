import { certificateSighting, type ServerCertificateFacts } from './facts/server-certificate.ts'
import { blocked, onEveryPath } from './facts/sightings.ts'
import { objection } from './facts/verdict-codes.ts'
import type { Rule } from './rule.ts'

/** Go's strict parser refuses a certificate that the peer presents, needed or not. */
export const certificateMalformed: Rule<ServerCertificateFacts> = {
  id: 'certificate-malformed',
  citations: [{ title: 'crypto/x509 ParseCertificate', ref: 'https://pkg.go.dev/crypto/x509#ParseCertificate' }],
  explainedBy: ['tls-intercepted-by-proxy', 'tls-intercepted-transparently'],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) => {
      const leaf = path.presented?.[0]
      if (leaf === undefined) return blocked('no certificate was captured')
      const error = objection(path, 'x509.ParseError', 'tls.CertificateParseError')
      if (error === null) return 'clear'
      return certificateSighting(subject, path, leaf, { detail: error.text })
    }),
}
