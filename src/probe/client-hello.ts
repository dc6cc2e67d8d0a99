import { constants } from 'node:crypto'
import { type ConnectionOptions, createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls'

/** What kubectl offers by ALPN (x/net/http2 configures it so), in its order. */
const ALPN = ['h2', 'http/1.1'] as const

/** What differs between the hellos of kubectl's releases (kubectl-truth section 5.1) and can be sent by OpenSSL. */
export interface HelloOffer {
  /** X25519MLKEM768, with its key share. The draft of it that Go 1.23 sent (Kyber) is unknown to OpenSSL. */
  readonly postQuantum: boolean
  /** Suites without forward secrecy. */
  readonly rsaKeyExchange: boolean
  /** Whose hello it is, for variants that are written byte for byte; absent: the newest known. */
  readonly release?: { readonly kubectl: string; readonly go: string }
  /** GODEBUG took the post-quantum share away from a release that has one. */
  readonly classic?: boolean
}

/**
 * Go's suites in its order for machines with AES hardware. OpenSSL moves those of TLS 1.3 to the front. Security level 0,
 * because the doctor must get to look at what a weaker server presents.
 */
const ECDHE_SUITES = [
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
] as const
const RSA_SUITES = ['AES128-GCM-SHA256', 'AES256-GCM-SHA384', 'AES128-SHA', 'AES256-SHA'] as const
const OTHERS = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  '@SECLEVEL=0',
] as const

const GO_HELLO = {
  // Go goes on with a server that does not know RFC 5746 (renegotiation_info), which OpenSSL 3 refuses by itself.
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.3',
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

const CLASSIC_GROUPS = 'X25519:P-256:P-384:P-521'
/** A star asks OpenSSL 3.5 for a key share of that group: Go sends both. Older OpenSSLs know neither star nor ML-KEM. */
const POST_QUANTUM_GROUPS = '*X25519MLKEM768:*X25519:P-256:P-384:P-521'

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
export function goSecureContext(offer: HelloOffer, client: ClientCertificate | null): SecureContext {
  return createSecureContext({
    ...GO_HELLO,
    // Only reading along, not verifying: an empty list spares OpenSSL the roots.
    ca: [],
    ciphers: [...ECDHE_SUITES, ...(offer.rsaKeyExchange ? RSA_SUITES : []), ...OTHERS].join(':'),
    ecdhCurve: offer.postQuantum && canPostQuantum() ? POST_QUANTUM_GROUPS : CLASSIC_GROUPS,
    ...(client === null ? {} : { cert: client.cert, key: client.key }),
  })
}

let postQuantum: boolean | undefined

function canPostQuantum(): boolean {
  postQuantum ??= accepts(POST_QUANTUM_GROUPS)
  return postQuantum
}

function accepts(groups: string): boolean {
  try {
    createSecureContext({ ...GO_HELLO, ca: [], ecdhCurve: groups })
    return true
  } catch {
    return false
  }
}
