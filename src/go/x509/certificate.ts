/** A certificate as Go's parser leaves it for the verifier: only what Verify, its errors and crypto/tls look at. */
export interface GoCertificate {
  readonly raw: Uint8Array
  /** Lower-case hex of the whole DER. */
  readonly sha256: string
  readonly rawTbs: Uint8Array
  /** 1, 2 or 3. */
  readonly version: number
  readonly serial: bigint
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly signature: Uint8Array
  readonly rawIssuer: Uint8Array
  readonly rawSubject: Uint8Array
  readonly subject: GoName
  readonly notBefore: Date
  readonly notAfter: Date
  /** Minutes east of UTC that each of them is written in; Go prints it so. */
  readonly zones: { readonly notBefore: number; readonly notAfter: number }
  readonly rawSpki: Uint8Array
  /** `null`: an algorithm that Go does not know, printed as `<nil>`. */
  readonly publicKey: GoPublicKey | null
  readonly extensions: readonly GoExtension[]
  readonly facts: ExtensionFacts
}

export interface AlgorithmIdentifier {
  readonly oid: string
  /** Header included; `null` when absent. */
  readonly parameters: Uint8Array | null
}

export interface GoName {
  /** The last one of the name, as pkix.Name keeps it; `''` when there is none. */
  readonly commonName: string
  readonly organization: readonly string[]
}

export type GoPublicKey =
  | { readonly type: 'rsa'; readonly bits: number; readonly exponent: bigint; readonly spki: Uint8Array }
  | { readonly type: 'ecdsa'; readonly curve: Curve; readonly spki: Uint8Array }
  | { readonly type: 'ed25519'; readonly spki: Uint8Array }
  | { readonly type: 'dsa' }

export type Curve = 'P224' | 'P256' | 'P384' | 'P521'

export interface GoExtension {
  readonly oid: string
  readonly critical: boolean
  readonly value: Uint8Array
}

/** What Go reads out of the extensions. */
export interface ExtensionFacts {
  readonly unhandledCritical: boolean
  /** 0: absent, or no bit set. Bit 0 (digitalSignature) is 1, keyCertSign 1 << 5. */
  readonly keyUsage: number
  readonly basicConstraints: { readonly isCa: boolean; readonly maxPathLength: bigint } | null
  /** DER of the SAN extension; `null`: there is none. */
  readonly sanExtension: Uint8Array | null
  readonly sans: SubjectAltNames
  readonly nameConstraints: NameConstraints | null
  readonly subjectKeyId: Uint8Array
  readonly authorityKeyId: Uint8Array
  /** Dotted OIDs; empty: no such extension. */
  readonly extKeyUsages: readonly string[]
  readonly policies: readonly string[]
  readonly policyMappings: readonly { readonly issuer: string; readonly subject: string }[]
  /** Numbers of certificates that may follow (RFC 5280 sections 4.2.1.11 and 4.2.1.14); `null`: not said. */
  readonly requireExplicitPolicy: bigint | null
  readonly inhibitPolicyMapping: bigint | null
  readonly inhibitAnyPolicy: bigint | null
}

export type SanType = 'email' | 'dns' | 'uri' | 'ip'

export interface SubjectAltNames {
  readonly dns: readonly string[]
  readonly email: readonly string[]
  readonly uri: readonly UriName[]
  readonly ip: readonly Uint8Array[]
  /** All of them in the order of the extension, for constraints that are checked in that order. */
  readonly ordered: readonly SanEntry[]
}

export type SanEntry =
  | { readonly type: 'email' | 'dns'; readonly value: string }
  | { readonly type: 'uri'; readonly value: UriName }
  | { readonly type: 'ip'; readonly value: Uint8Array }

export interface UriName {
  readonly text: string
  /** With port and brackets, unescaped: url.URL.Host. */
  readonly host: string
}

export interface NameConstraints {
  readonly permitted: ConstraintSet
  readonly excluded: ConstraintSet
}

export interface ConstraintSet {
  readonly dns: readonly string[]
  readonly ip: readonly IpRange[]
  readonly email: readonly string[]
  readonly uri: readonly string[]
}

export interface IpRange {
  readonly address: Uint8Array
  readonly mask: Uint8Array
}
