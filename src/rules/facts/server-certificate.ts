import type { JudgedCase, JudgedPath } from '../../judged-case.ts'
import type { CertificateDescription } from '../../x509/description.ts'
import { chainOrigin } from './chain-origin.ts'
import { foreignChain } from './foreign-chain.ts'
import { blocked, type Look, type Sighting } from './sightings.ts'
import { seenOn } from './walks.ts'

export type ServerCertificateFacts = {
  readonly subject: string
  readonly issuer: string
  /** What Go verifies the certificate against. */
  readonly serverName: string
  readonly sha256: string
  readonly detail: string
}

/**
 * Looks at a certificate only where it is the server's to answer for: a trust anchor signed it. On a foreign chain the
 * same defect belongs to whoever made that chain, and the finding is blocked rather than clear.
 */
export function ownCertificateLook<F extends object>(
  subject: JudgedCase,
  path: JudgedPath,
  pick: (presented: readonly [CertificateDescription, ...CertificateDescription[]]) => (F & { detail: string }) | null,
): Look<ServerCertificateFacts & F> {
  const origin = chainOrigin(subject, path)
  const { presented } = path
  const leaf = presented?.[0]
  if (origin.kind === 'none' || leaf === undefined) return blocked('no certificate was captured')
  if (origin.kind === 'undetermined') return blocked(origin.reason)
  if (foreignChain(subject, path) !== null)
    return blocked("the server's own certificate was not seen: a foreign chain was presented")
  const picked = pick([leaf, ...(presented?.slice(1) ?? [])])
  return picked === null ? 'clear' : certificateSighting(subject, path, leaf, picked)
}

export function certificateSighting<F extends object>(
  subject: JudgedCase,
  path: JudgedPath,
  leaf: CertificateDescription,
  picked: F & { readonly detail: string },
): Sighting<ServerCertificateFacts & F> {
  const { subject: name, issuer, sha256 } = leaf
  const serverName = subject.case.target?.serverName ?? path.path.server.host
  return {
    facts: { subject: name, issuer, serverName, sha256, ...picked },
    evidence: [seenOn(subject, path, 'tls/certificates/0', `${name} (issuer ${issuer}): ${picked.detail}`)],
  }
}

/** Not one subject alternative name of any kind. */
export function hasNoSans({ sans }: CertificateDescription): boolean {
  return sans.dns.length + sans.ip.length + sans.email.length + sans.uri.length === 0
}
