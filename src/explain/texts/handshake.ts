import type { KnownText, NextStep, RankedCause } from '../known-text.ts'
import { diagnose } from '../next-steps.ts'

const NEXT: NextStep = diagnose('what the peer offers and chooses, and whether it is the same on every path')
const SOURCE = 'Go crypto/tls handshake_client.go, handshake_client_tls13.go; kubectl-truth 5.2, 5.4'

const BROKEN_PEER: readonly RankedCause[] = [
  ['not-tls', 'a broken TLS library or a home-made server: API servers do not do this'],
  ['tls-intercepted-by-proxy', 'a middlebox with a TLS stack of its own, of another age'],
]

/** crypto/tls's own words, beside alerts. */
export const handshakeTexts: readonly KnownText[] = [
  {
    id: 'tls-handshake-timeout',
    pattern: /net\/http: TLS handshake timeout/,
    says: 'The connection was taken, and nothing answered the ClientHello within 10 seconds.',
    hop: 'server',
    causes: [
      ['handshake-timeout', 'a proxy or a firewall swallows it, a broken MTU on a VPN, or an overloaded server'],
      [
        'large-client-hello-dropped',
        'since kubectl 1.32 the hello takes two packets, and some middleboxes drop the second',
      ],
      ['server-overloaded', 'a small control plane under load: it comes and goes'],
      ['proxy-not-needed', 'the proxy opens the tunnel and does not get through'],
    ],
    next: {
      command: 'GODEBUG=tlsmlkem=0 kubectl get --raw /version',
      shows:
        'if it works like this the large hello is dropped (tlskyber=0 for kubectl 1.32); if not, run kubectl tlsdoctor',
    },
    source: 'Go net/http Transport.TLSHandshakeTimeout; kubernetes/kubernetes#13382, Azure/AKS#324',
  },
  {
    id: 'tls-unsupported-version',
    pattern: /tls: server selected unsupported protocol version (?<version>[0-9a-f]+)/,
    says: ({ version = '' }) =>
      `The peer chose ${VERSIONS[version] ?? `the version 0x${version}`}, and kubectl needs TLS 1.2 or 1.3.`,
    hop: 'server',
    causes: [
      ['tls-version-too-old', 'something older in place of the API server'],
      ['tls-intercepted-by-proxy', 'a middlebox with an old TLS stack'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'tls-downgrade',
    pattern: /tls: downgrade attempt detected, possibly due to a MitM attack or a broken middlebox/,
    says: 'The server marked that it knows TLS 1.3, and TLS 1.2 was chosen: something between changed the handshake.',
    hop: 'server',
    causes: [
      ['tls-intercepted-transparently', 'a middlebox forces TLS 1.2 and passes the random value of the server on'],
      ['tls-intercepted-by-proxy', 'the same by a configured proxy'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'tls-weak-leaf-key',
    pattern:
      /invalid signature by the server certificate: (?<detail>crypto\/rsa: \d+-bit keys are insecure[^\n]{0,100})/,
    says: "The key in the server's certificate is shorter than Go accepts.",
    hop: 'server',
    causes: [['weak-signature', 'RSA below 1024 bits is refused since Go 1.24 (kubectl 1.33)']],
    next: NEXT,
    notes: () => ['GODEBUG=rsa1024min=0 accepts it for now.'],
    source: SOURCE,
  },
  {
    id: 'tls-invalid-signature',
    pattern:
      /tls: (?:invalid signature by the server certificate: (?<detail>[^\n]{1,120})|invalid server finished hash|server's Finished message was incorrect|certificate used with invalid signature algorithm)/,
    says: 'The peer could not prove that it holds the key of the certificate it presented.',
    hop: 'server',
    causes: [
      ['not-tls', 'certificate and key of the server do not belong together, or bytes were changed on the way'],
      ['tls-intercepted-transparently', 'something presents a certificate whose key it does not have'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'tls-unsupported-key',
    pattern:
      /tls: (?:server's certificate contains an unsupported type of public key: (?<type>[^\s"]+)|server sent certificate containing RSA key larger than (?<bits>\d+) bits|server certificate contains incorrect key type for selected ciphersuite)/,
    says: "Go does not use the kind or the size of the key in the server's certificate.",
    hop: 'server',
    causes: [
      ['no-common-tls-parameters', 'DSA, Ed448 or an RSA key above 8192 bits'],
      ['tls-intercepted-by-proxy', 'a device that mints unusual keys'],
    ],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'tls-unconfigured-choice',
    pattern:
      /tls: (?:server chose an unconfigured cipher suite|server selected unadvertised ALPN protocol|server selected unsupported (?:curve|group|compression format)|server did not send a key share|invalid server key share)/,
    says: 'The peer chose something that kubectl did not offer.',
    hop: 'server',
    causes: [['no-common-tls-parameters', 'a peer that does not read what is offered'], ...BROKEN_PEER],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'tls-session-id-echo',
    pattern: /tls: server echoed TLS 1\.3 compatibility session ID in TLS 1\.2/,
    says: 'A TLS 1.2 peer gives the session id back that only TLS 1.3 may; Go refuses that since 1.25.',
    hop: 'server',
    causes: BROKEN_PEER,
    next: NEXT,
    notes: () => ['kubectl 1.35 and later only: an older kubectl accepts it.'],
    source: SOURCE,
  },
  {
    id: 'tls-empty-certificate',
    pattern:
      /tls: received empty certificates message|unexpected handshake message of type \*tls\.certificateMsg when waiting for \*tls\.certificateMsg/,
    says: 'The peer presented no certificate at all.',
    hop: 'server',
    causes: [['no-common-tls-parameters', 'a server without a certificate for this name'], ...BROKEN_PEER],
    next: NEXT,
    source: SOURCE,
  },
  {
    id: 'tls-protocol-violation',
    pattern:
      /tls: (?:received unexpected handshake message of type|handshake message of length \d+ bytes exceeds|too many (?:ignored|non-advancing) records|initial handshake had non-empty renegotiation|server selected TLS 1\.3 using the legacy|server did not echo the legacy session ID|server sent (?:an unnecessary|two) HelloRetryRequest|server changed cipher suite|missing ServerKeyExchange message|server (?:selected an invalid|sent (?!certificate containing)an? )|invalid ServerHello|server advertised)/,
    says: 'The peer does not follow the TLS protocol in its handshake.',
    hop: 'server',
    causes: BROKEN_PEER,
    next: NEXT,
    source: SOURCE,
  },
]

const VERSIONS: Readonly<Record<string, string>> = {
  '300': 'SSL 3.0',
  '301': 'TLS 1.0',
  '302': 'TLS 1.1',
  '7f1c': 'a draft of TLS 1.3',
}
