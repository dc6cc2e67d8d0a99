import { ownCertificateLook, type ServerCertificateFacts } from './facts/server-certificate.ts'
import { onEveryPath } from './facts/sightings.ts'
import { candidateReasons, objections } from './facts/verdict-codes.ts'
import type { Rule } from './rule.ts'

/** A certificate of the chain is signed in a way that this kubectl's Go refuses: MD5, SHA-1, or an RSA key under 1024 bits. */
export const weakSignature: Rule<ServerCertificateFacts> = {
  id: 'weak-signature',
  citations: [
    { title: 'crypto/x509 InsecureAlgorithmError', ref: 'https://pkg.go.dev/crypto/x509#InsecureAlgorithmError' },
  ],
  explainedBy: [],
  check: (subject) =>
    onEveryPath(subject, 'error', (path) =>
      ownCertificateLook(subject, path, ([leaf]) => {
        const reasons = [...candidateReasons(path), ...objections(path).map(({ text }) => text)]
        const reason = reasons.find((one) => /insecure algorithm|-bit keys are insecure/.test(one))
        return reason === undefined ? null : { detail: `${leaf.signatureAlgorithm}: ${reason}` }
      }),
    ),
}
