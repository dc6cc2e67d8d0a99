import { productHints } from '../../rules/data/interceptors.ts'
import type { KnownText, RankedCause, Variables } from '../known-text.ts'
import { diagnose } from '../next-steps.ts'

const NEXT = diagnose('the issuer of what is presented, on every path, beside the authority of the kubeconfig')
const SOURCE = 'Go crypto/x509 UnknownAuthorityError.Error'

const BY_PROXY: RankedCause = [
  'tls-intercepted-by-proxy',
  'an inspecting proxy signs with its own authority; nothing in the text mentions the proxy',
]

/** What crypto/x509 says when no trust anchor leads to the certificate. */
export const authorityTexts: readonly KnownText[] = [
  {
    id: 'x509-unknown-authority-weak',
    pattern:
      /signed by unknown authority \(possibly because of \\*"(?<hint>[^"]*(?:insecure algorithm (?<algorithm>[\w-]+)|(?<bits>\d+)-bit keys are insecure|algorithm unimplemented)[^"]*)\\*" while trying to verify candidate authority certificate \\*"(?<candidate>.*?)\\*"\)/,
    says: ({ candidate, algorithm, bits }) =>
      `The authority ${candidate} was found, but ${algorithm === undefined ? (bits === undefined ? 'its signature is of a kind that Go does not know' : `its RSA key has ${bits} bits, fewer than Go accepts`) : `it signed with ${algorithm}, which Go no longer accepts`}.`,
    hop: 'server',
    causes: [
      ['weak-signature', 'the authority is the right one by name; what it signed with is refused'],
      ['tls-intercepted-by-proxy', 'old inspection appliances sign with SHA-1'],
    ],
    next: NEXT,
    notes: () => [
      'SHA-1 is refused since Go 1.18 (kubectl 1.24); GODEBUG=x509sha1=1 brings it back up to Go 1.23 only. RSA keys below 1024 bits are refused since Go 1.24.',
    ],
    source: SOURCE,
  },
  {
    id: 'x509-unknown-authority-may-not-sign',
    pattern:
      /signed by unknown authority \(possibly because of \\*"x509: invalid signature: parent certificate cannot sign this kind of certificate\\*" while trying to verify candidate authority certificate \\*"(?<candidate>.*?)\\*"\)/,
    says: ({ candidate }) => `${candidate} has the issuer's name, but its own certificate does not let it sign others.`,
    hop: 'server',
    causes: [
      ['authority-may-not-sign', 'no CA by basic constraints, or no certificate signing in its key usage'],
      ['ca-data-invalid', 'a server certificate was put where the authority belongs'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'x509-unknown-authority-candidate',
    pattern:
      /signed by unknown authority \(possibly because of \\*"(?<hint>[^"]+?)\\*" while trying to verify candidate authority certificate \\*"(?<candidate>.*?)\\*"\)/,
    says: ({ candidate }) =>
      `The certificate names ${candidate} as its issuer, an authority of that name is trusted, and its key did not make the signature: same name, other key.`,
    hop: 'server',
    causes: candidateCauses,
    next: NEXT,
    notes: ({ candidate = '' }) => productNotes(candidate),
    source: `${SOURCE}; kubernetes/kubernetes#48378, kubernetes/kubeadm#3221, microsoft/azure-container-apps#1749`,
  },
  {
    id: 'x509-unknown-authority',
    pattern: /certificate signed by unknown authority/,
    says: 'The certificate that was presented leads to no authority that kubectl trusts here. The name in it was right.',
    hop: 'server',
    causes: [
      BY_PROXY,
      [
        'cluster-ca-mismatch',
        "the kubeconfig pins the cluster's authority and a load balancer, Rancher or Cloudflare presents a public one",
      ],
      [
        'tls-intercepted-transparently',
        'a firewall or an agent on this machine does the same without a proxy variable',
      ],
      ['intermediate-missing', 'the server sends its own certificate alone; browsers fill the gap, Go does not'],
      ['system-roots-do-not-know-server', 'no authority in the kubeconfig, or a container without ca-certificates'],
      [
        'interceptor-trusted-elsewhere',
        "adding the proxy's authority to the system store changes nothing while the kubeconfig pins one",
      ],
      ['self-signed-server', 'lab clusters and dashboards do this'],
    ],
    next: NEXT,
    notes: () => [
      'Where certificate-authority(-data) is set, kubectl reads neither the system store nor SSL_CERT_FILE.',
      'Without the hint "candidate authority" no trusted authority has the name of the issuer: it is another authority, not a renewed one.',
    ],
    source: `${SOURCE}; kubernetes/kubectl#843, kubernetes/client-go#416, rancher/rancher#17155`,
  },
  {
    id: 'x509-system-roots',
    pattern: /failed to load system roots and no roots provided(?:; (?<detail>[^"\\]{1,200}))?/,
    says: 'The kubeconfig names no authority and the trust store of the system could not be read.',
    hop: 'configuration',
    causes: [
      ['system-roots-do-not-know-server', 'a container without ca-certificates, or a bundle file that may not be read'],
    ],
    next: {
      command: 'ls -l /etc/ssl/certs/ca-certificates.crt "$SSL_CERT_FILE" "$SSL_CERT_DIR"',
      shows: 'whether the bundle is there and may be read',
    },
    source: 'Go crypto/x509 SystemRootsError',
  },
]

function candidateCauses({ candidate = '' }: Variables): readonly RankedCause[] {
  const rotated: RankedCause = [
    'cluster-ca-rotated',
    'a cluster that was made anew gets an authority of the same name (kubernetes, minikubeCA, k3s-server-ca) and another key: the kubeconfig is older',
  ]
  const proxy: RankedCause = [
    'tls-intercepted-by-proxy',
    "the trusted authority is an interceptor's own, and it made itself a new key under the old name",
  ]
  return isInterceptor(candidate)
    ? [proxy, rotated]
    : [
        rotated,
        ['cluster-ca-mismatch', 'another cluster with an authority of the same name stands at this address'],
        proxy,
      ]
}

function productNotes(candidate: string): readonly string[] {
  const products = hints(candidate)
  return products.length === 0 ? [] : [`The name is one that ${products.join(' or ')} uses: a hint, no proof.`]
}

/** Names that interceptors have; most sites choose their own, so that a general word has to do. */
function isInterceptor(name: string): boolean {
  return (
    hints(name).length > 0 ||
    /prox(y|ies)|inspect|intercept|decrypt|firewall|gateway|egress|mitm|\bdpi\b|ztna|filter|forward.?trust/i.test(name)
  )
}

function hints(name: string): readonly string[] {
  return productHints([`CN=${name}`, `O=${name}`], '').map(({ product }) => product)
}
