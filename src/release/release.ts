import type { KubeconfigBehaviours } from './kubeconfig-behaviours.ts'
import type { X509Behaviours } from './x509-behaviours.ts'

/** The kubectl whose behaviour is predicted. */
export interface Release {
  /** `v1.34.5`; `null` where only Go's version was given. */
  readonly kubectl: string
  /** `go1.24.13`. */
  readonly go: string
  /** No kubectl at all was found and the newest known one stands in. */
  readonly assumed: boolean
  /** Why the prediction may differ from what that kubectl prints, or `null` when the tables know this release. */
  readonly approximate: string | null
  readonly behaviours: Behaviours
}

/** What differs between releases, one fact a field; go/ asks these and never compares version numbers. */
export interface Behaviours {
  /** crypto/tls prefixes verification errors with `tls: failed to verify certificate: ` (Go 1.20). */
  readonly verifyPrefix: boolean
  /** SHA-1 signatures: accepted (Go <= 1.17), refused with the GODEBUG hint (1.18-1.23), refused plainly (>= 1.24). */
  readonly sha1: 'accepted' | 'refused-with-hint' | 'refused'
  /** Certificates with a negative serial number do not parse (Go 1.23, x509negativeserial=0). */
  readonly rejectNegativeSerial: boolean
  /** 1.19-1.22 say `duplicate extensions`; 1.23 names the OID; before: accepted. */
  readonly duplicateExtensions: 'accepted' | 'unnamed' | 'named'
  /** A critical AKI, SKI or AIA does not parse (Go 1.23). */
  readonly rejectCriticalKeyIdentifiers: boolean
  /** From 100 SANs on, only their number is printed (Go 1.24.11, 1.25.5). */
  readonly countManySans: boolean
  /** RSA keys under 1024 bits are refused (Go 1.24, rsa1024min). */
  readonly rsaMinimum1024: boolean
  /** RSA keys over this many bits are refused; `null`: no bound. */
  readonly rsaMaximumBits: number | null
  /** CA certificates whose key type is unknown are skipped without a hint (Go 1.22.1). */
  readonly skipUnknownKeyCandidates: boolean
  /** Certificate policies are validated (Go 1.24), and the wording when none is valid. */
  readonly policies: 'ignored' | 'chains-with-invalid' | 'all-candidates' | 'count-candidates'
  /** Name constraints are checked while building chains (<= 1.25) or afterwards (1.26). */
  readonly nameConstraints: 'while-building' | 'after-building'
  /** A malformed handshake body: `unexpected message` (<= 1.24) or `error decoding message` (1.25). */
  readonly malformedHandshake: 'unexpected message' | 'error decoding message'
  /** Alert 121 has a name (Go 1.23). */
  readonly echAlertNamed: boolean
  /** An invalid elliptic-curve point's wording changed in Go 1.26. */
  readonly ecPointErrors: 'x509' | 'ecdsa'
  /** RSA key exchange is offered. */
  readonly rsaKeyExchange: boolean
  /** The post-quantum key share in the hello. */
  readonly postQuantum: 'none' | 'kyber' | 'mlkem'
  /** TLS 1.2 answers that echo our compatibility session id are refused (Go 1.25). */
  readonly rejectEchoedSessionId: boolean
  /** klog's wording of a failed discovery: absent (<= 1.25), plain (1.26-1.30), structured (>= 1.31). */
  readonly discoveryLog: 'none' | 'plain' | 'structured'
  /** `kubectl config set-cluster` has `--proxy-url` (seen in 1.24; older ones were not asked). */
  readonly setsProxyUrl: boolean
  /** client-go retries `http2: client connection lost` (0.32). */
  readonly retryLostHttp2: boolean
  /** A frame header that looks like HTTP/1.1: x/net's wording. */
  readonly http2LooksLikeHttp1: 'unexpected-eof' | 'frame-too-large' | 'nil-payload' | 'too-large'
  /** How strictly an HTTP/1.x answer is read. */
  readonly http1: {
    /** Which field names and values are refused: none, all but an empty name, or that too (Go 1.23). */
    readonly headerFields: 'any' | 'checked-but-empty-name' | 'checked'
    /** `Content-Length:` without a value is an error (Go 1.22). */
    readonly refuseEmptyLength: boolean
    /** So is a length that is none where it does not count: 1xx, 204, 304, chunked (Go 1.23). */
    readonly checkEveryLength: boolean
    /** Heads with a status below 200 that go before are counted (Go <= 1.23). */
    readonly countInformational: boolean
    /** Of an answer to CONNECT no more is read than of any other head (Go 1.26), or all that comes in 60 s. */
    readonly boundConnectHead: boolean
    /** A chunk's size of no digits is an error, not zero (Go 1.22). */
    readonly refuseEmptySize: boolean
    /** A chunk's line must end with CR LF (CVE-2025-22871). */
    readonly refuseBareLineFeed: boolean
  }
  /** A 3xx without Location is an error (Go <= 1.18), or an answer like any other (1.19). */
  readonly redirectWithoutLocation: 'error' | 'answer'
  /** A 422 of whatever reason is an invalid request, which is said without its message (<= 1.25). */
  readonly unprocessableIsInvalid: boolean
  /** How strictly a ServerHello's extensions are read: twice the same (Go 1.19), extended_master_secret (1.21), points (1.25). */
  readonly serverHello: {
    readonly refuseTwice: boolean
    readonly knowsMasterSecret: boolean
    readonly checkPoints: boolean
    /** SHA-1 is offered for the server's signature (Go <= 1.24, tlssha1=1). */
    readonly signatureSha1: boolean
    /** The scheme of a TLS 1.3 signature has to fit the key and its curve (Go 1.25). */
    readonly schemeFitsKey: boolean
  }
  /** How strictly a server's records are read. */
  readonly records: {
    /** Their version is looked at in TLS 1.3, too (Go 1.21). */
    readonly checkVersion13: boolean
    /** A Certificate message may have 256 KiB, not 64 like every other (Go 1.23). */
    readonly longCertificates: boolean
    /** What TLS 1.3 sends in the clear behind its ServerHello is an error (CVE-2025-61730), not read. */
    readonly refuseBeforeKeys: boolean
    /** `user_canceled` is skipped in TLS 1.3 (Go 1.25), not the end. */
    readonly skipUserCanceled: boolean
  }
  /** An empty CA file means system roots (<= 1.35) or an empty pool (1.36). */
  readonly emptyCaFile: 'system-roots' | 'empty-pool'
  /** Unknown schemes of proxy variables: the host is used (newer), or the scheme is taken for a host name (older). */
  readonly unknownProxyScheme: 'host' | 'scheme-as-host'
  /** A domain in NO_PROXY matches the end of an IP address too (CVE-2025-22870: until 1.23.7, 1.24.1). */
  readonly noProxyDomainsMatchAddresses: boolean
  /** HTTP_PROXY serves https URLs too (Go <= 1.15). */
  readonly httpProxyForHttps: boolean
  /** crypto/x509's finer differences; absent: as in Go 1.24. */
  readonly x509?: X509Behaviours
  /** How a kubeconfig is read and its errors are worded; absent: as in the newest release. */
  readonly kubeconfig?: KubeconfigBehaviours
}
