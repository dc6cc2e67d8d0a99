import { equalBytes, toHex } from '../../lib/bytes.ts'
import type { GoCertificate } from './certificate.ts'

/** Certificates to find issuers in, each once, in the order they were added. Models crypto/x509 CertPool. */
export class CertPool {
  readonly #byHash = new Map<string, GoCertificate>()
  readonly #bySubject = new Map<string, GoCertificate[]>()

  constructor(certificates: Iterable<GoCertificate>) {
    for (const certificate of certificates) {
      if (this.#byHash.has(certificate.sha256)) continue
      this.#byHash.set(certificate.sha256, certificate)
      const subject = toHex(certificate.rawSubject)
      this.#bySubject.set(subject, [...(this.#bySubject.get(subject) ?? []), certificate])
    }
  }

  contains(certificate: GoCertificate): boolean {
    return this.#byHash.has(certificate.sha256)
  }

  /**
   * Those whose subject is the issuer of `child`, byte for byte: first where the key identifiers agree (both missing
   * counts), then where one is missing, then where they differ.
   */
  candidates(child: GoCertificate): readonly GoCertificate[] {
    const found = this.#bySubject.get(toHex(child.rawIssuer)) ?? []
    const rank = (candidate: GoCertificate) => keyIdRank(candidate.facts.subjectKeyId, child.facts.authorityKeyId)
    return [...found].sort((a, b) => rank(a) - rank(b))
  }
}

function keyIdRank(subjectKeyId: Uint8Array, authorityKeyId: Uint8Array): number {
  if (equalBytes(subjectKeyId, authorityKeyId)) return 0
  return (subjectKeyId.length === 0) !== (authorityKeyId.length === 0) ? 1 : 2
}
