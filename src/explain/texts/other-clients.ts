import type { KnownText, NextStep } from '../known-text.ts'
import { diagnose } from '../next-steps.ts'

const NEXT: NextStep = diagnose(
  'what kubectl itself says on the same way: it has another trust store and other proxy rules',
)

/** Words of OpenSSL, curl, Python, Node.js and Java, which stand beside kubectl's in logs. */
export const otherClientTexts: readonly KnownText[] = [
  {
    id: 'openssl-unknown-authority',
    pattern:
      /unable to get (?:local )?issuer certificate|self[- ]signed certificate(?: in certificate chain)?|unable to verify the first certificate|CERTIFICATE_VERIFY_FAILED|SSL certificate problem|UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)\w*|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|PKIX path building failed|SSL validation failed for (?<url>\S{1,300})|unable to find valid certification path|SEC_E_UNTRUSTED_ROOT|certificate verify failed/i,
    says: 'A program that is not kubectl does not trust the certificate that was presented to it.',
    hop: 'other-client',
    causes: [
      ['tls-intercepted-by-proxy', 'an inspecting proxy whose authority that program does not know'],
      [
        'intermediate-missing',
        '"unable to get local issuer certificate" is also said of a chain without its intermediate',
      ],
      ['cluster-ca-mismatch', "the cluster's own authority is in no public store"],
      ['exec-plugin-network', 'said by a credential plugin, it is about its own connection'],
    ],
    next: NEXT,
    notes: () => [
      'Each program has a variable of its own: CURL_CA_BUNDLE, SSL_CERT_FILE, REQUESTS_CA_BUNDLE, AWS_CA_BUNDLE, NODE_EXTRA_CA_CERTS. kubectl reads SSL_CERT_FILE only where the kubeconfig names no authority.',
    ],
    source: 'OpenSSL x509_verify_cert errors; curl libcurl-errors',
  },
  {
    id: 'openssl-name',
    pattern:
      /ERR_TLS_CERT_ALTNAME_INVALID|does not match target host name|no alternative certificate subject name matches|hostname '?\S{1,200}'? doesn't match|Hostname mismatch|IP address mismatch/i,
    says: 'A program that is not kubectl finds another name in the certificate.',
    hop: 'other-client',
    causes: [
      ['server-name-not-in-certificate', 'the server is reached by a name that its certificate does not hold'],
      ['tls-intercepted-by-proxy', 'a certificate that was minted for another name'],
    ],
    next: NEXT,
    source: 'OpenSSL X509_V_ERR_HOSTNAME_MISMATCH; curl CURLE_PEER_FAILED_VERIFICATION',
  },
  {
    id: 'openssl-expired',
    pattern:
      /certificate has expired(?! or is not yet valid)|CERT_HAS_EXPIRED|certificate is not yet valid|notAfter: /i,
    says: 'A program that is not kubectl finds the certificate outside of its dates.',
    hop: 'other-client',
    causes: [
      ['certificate-expired', 'it ran out'],
      ['clock-skew', 'the clock of this machine'],
    ],
    next: NEXT,
    source: 'OpenSSL X509_V_ERR_CERT_HAS_EXPIRED',
  },
  {
    id: 'curl-connect-answer',
    pattern:
      /Received HTTP code (?<status>\d{3}) from proxy after CONNECT|CONNECT tunnel failed, response (?<response>\d{3})|Tunnel connection failed: (?<tunnel>\d{3})/,
    says: ({ status, response, tunnel }) =>
      `The proxy answered the request for a tunnel with ${status ?? response ?? tunnel}.`,
    hop: 'proxy-answer',
    causes: ({ status, response, tunnel }) =>
      (status ?? response ?? tunnel) === '407'
        ? [['proxy-auth-required', 'no user or a wrong one in the proxy URL']]
        : (status ?? response ?? tunnel)?.startsWith('5') === true
          ? [
              ['proxy-cannot-reach-upstream', 'the proxy does not get through'],
              ['no-proxy-mismatch', 'the server was meant to be exempt'],
            ]
          : [
              ['proxy-refuses-connect', 'the policy of the proxy, or a port that it does not allow'],
              ['no-proxy-mismatch', 'the server was meant to be exempt'],
            ],
    next: NEXT,
    source: 'curl lib/cf-h1-proxy.c; urllib3',
  },
  {
    id: 'openssl-wrong-version',
    pattern: /wrong version number|WRONG_VERSION_NUMBER|packet length too long|http request/,
    says: 'A program that is not kubectl spoke TLS and got something else.',
    hop: 'other-client',
    causes: [
      ['plain-http-port', 'HTTP on that port'],
      ['proxy-scheme-https', 'https:// before a proxy that takes plain HTTP'],
    ],
    next: NEXT,
    source: 'OpenSSL SSL_R_WRONG_VERSION_NUMBER',
  },
  {
    id: 'system-connection',
    pattern:
      /Connection refused|ECONNREFUSED|Network is unreachable|ENETUNREACH|No route to host|EHOSTUNREACH|Connection reset by peer|ECONNRESET/,
    says: 'A connection failed, in the words of the operating system; which one, the text does not say.',
    hop: 'other-client',
    causes: [
      ['port-closed', 'refused: nothing listens there'],
      ['no-route', 'unreachable: no way there'],
      ['connection-reset', 'reset: something on the way'],
      ['proxy-unreachable', 'it may be the proxy'],
    ],
    next: NEXT,
    general: true,
    source: 'errno(3)',
  },
]
