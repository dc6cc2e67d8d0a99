import { ownCertificateLook, type ServerCertificateFacts } from './facts/server-certificate.ts'
import { onEveryPath } from './facts/sightings.ts'
import type { Rule } from './rule.ts'

export type CertificateExpiresSoonFacts = ServerCertificateFacts & { readonly notAfter: string; readonly days: number }

/** The server's own certificate has less than 14 days and less than a quarter of its life left. */
export const certificateExpiresSoon: Rule<CertificateExpiresSoonFacts> = {
  id: 'certificate-expires-soon',
  citations: [
    {
      title: 'PKI certificates and requirements',
      ref: 'https://kubernetes.io/docs/setup/best-practices/certificates/',
    },
  ],
  explainedBy: ['certificate-expired'],
  check: (subject) =>
    onEveryPath(subject, 'warning', (path) =>
      ownCertificateLook(subject, path, ([leaf]) => {
        const end = Date.parse(leaf.notAfter)
        const leftMs = end - Date.parse(subject.case.at)
        const lifeMs = end - Date.parse(leaf.notBefore)
        if (leftMs < 0 || leftMs > SOON_MS || leftMs > lifeMs / 4) return null
        return { detail: `not after ${leaf.notAfter}`, notAfter: leaf.notAfter, days: Math.floor(leftMs / DAY_MS) }
      }),
    ),
}

const DAY_MS = 24 * 60 * 60 * 1000
const SOON_MS = 14 * DAY_MS
