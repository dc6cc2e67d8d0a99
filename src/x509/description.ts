/**
 * A certificate as people read it: the `Certificate` of contract.md section 2. Made for display and comparison by a
 * tolerant parser; verdicts never rest on it (`go/x509` has its own strict reader).
 */
export interface CertificateDescription {
  /** RFC 4514-like, most specific last as Go prints: `CN=kube-apiserver,O=example`. Control characters escaped. */
  readonly subject: string
  readonly issuer: string
  /** Lower-case hex without separators. */
  readonly serial: string
  readonly sans: {
    readonly dns: readonly string[]
    readonly ip: readonly string[]
    readonly email: readonly string[]
    readonly uri: readonly string[]
  }
  /** RFC 3339, UTC. */
  readonly notBefore: string
  readonly notAfter: string
  /** Lower-case hex of the whole DER. */
  readonly sha256: string
  readonly publicKey: { readonly algorithm: string; readonly bits: number | null; readonly sha256: string }
  readonly signatureAlgorithm: string
  readonly isCa: boolean
  readonly keyUsage: readonly string[]
  readonly extKeyUsage: readonly string[]
  readonly nameConstraints: { readonly permitted: readonly string[]; readonly excluded: readonly string[] } | null
  /** Issuer and subject are the same bytes and its own key verifies it. */
  readonly selfSigned: boolean
  /** What kept a field from being read; the other fields are then as far as could be read. */
  readonly parseError: string | null
  readonly pem: string
}
