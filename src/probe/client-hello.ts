import { type ConnectionOptions, createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls'

/** What kubectl offers by ALPN (x/net/http2 configures it so), in its order. */
export const ALPN = ['h2', 'http/1.1'] as const

/**
 * Go's defaults (crypto/tls, Go 1.24, what kubectl 1.33 and later send): TLS 1.2 and 1.3, its suites in the order for
 * machines with AES hardware, its signature algorithms. OpenSSL moves the TLS 1.3 suites to the front, and adds three
 * empty extensions. Security level 0, because the doctor must get to look at what a weaker server presents.
 */
const GO_HELLO = {
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.3',
  ciphers: [
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES128-GCM-SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-RSA-CHACHA20-POLY1305',
    'ECDHE-ECDSA-AES128-SHA',
    'ECDHE-RSA-AES128-SHA',
    'ECDHE-ECDSA-AES256-SHA',
    'ECDHE-RSA-AES256-SHA',
    'TLS_AES_128_GCM_SHA256',
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    '@SECLEVEL=0',
  ].join(':'),
  sigalgs: [
    'rsa_pss_rsae_sha256',
    'ECDSA+SHA256',
    'ed25519',
    'rsa_pss_rsae_sha384',
    'rsa_pss_rsae_sha512',
    'RSA+SHA256',
    'RSA+SHA384',
    'RSA+SHA512',
    'ECDSA+SHA384',
    'ECDSA+SHA512',
    'RSA+SHA1',
    'ECDSA+SHA1',
  ].join(':'),
} as const satisfies SecureContextOptions

/** A star asks OpenSSL 3.5 for a key share of that group: Go sends both. Older OpenSSLs know neither star nor ML-KEM. */
const GROUPS = ['*X25519MLKEM768:*X25519:P-256:P-384:P-521', 'X25519:P-256:P-384:P-521'] as const

export const HELLO_OPTIONS = {
  ALPNProtocols: [...ALPN],
  // Go asks for a stapled OCSP response, too (status_request).
  requestOCSP: true,
  // What the certificate is worth is for the model to say.
  rejectUnauthorized: false,
} as const satisfies ConnectionOptions

/** PEM. */
export interface ClientCertificate {
  readonly cert: string
  readonly key: string
}

/** Throws OpenSSL's error where certificate and key cannot be used. */
export function goSecureContext(client: ClientCertificate | null): SecureContext {
  // Only reading along, not verifying: an empty list spares OpenSSL the roots.
  const options = { ...GO_HELLO, ca: [], ...(client === null ? {} : { cert: client.cert, key: client.key }) }
  return createSecureContext({ ...options, ecdhCurve: supportedGroups() })
}

let supported: string | undefined

function supportedGroups(): string {
  supported ??= GROUPS.find((groups) => {
    try {
      createSecureContext({ ...GO_HELLO, ca: [], ecdhCurve: groups })
      return true
    } catch {
      return false
    }
  })
  return supported ?? 'auto'
}
