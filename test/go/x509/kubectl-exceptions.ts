const BEFORE_1_17 = ['v1.20.0', 'v1.22.0']

const SINCE_1_18 = [
  'v1.24.0',
  'v1.26.4',
  'v1.27.16',
  'v1.28.3',
  'v1.28.15',
  'v1.29.14',
  'v1.30.13',
  'v1.31.9',
  'v1.32.5',
  'v1.33.1',
  'v1.34.5',
  'v1.35.2',
]

/** Every chain for which a kubectl printed something else than `judgeChain` says, with the reason. */
export const OBSERVED_OTHERWISE: readonly {
  readonly reason: string
  readonly kubectl: readonly string[]
  readonly ids: readonly string[]
}[] = [
  {
    reason: 'the server ended the handshake before it sent a certificate',
    kubectl: [...BEFORE_1_17, ...SINCE_1_18],
    ids: ['leafkey-r512', 'leafkey-p224', 'leafkey-k256', 'leafkey-ed448', 'leafkey-dsa'],
  },
  {
    reason: 'the server has no signature algorithm in common with signature_algorithms_cert of Go 1.25',
    kubectl: ['v1.35.2'],
    ids: ['md5-leaf', 'cakey-ed448'],
  },
  {
    reason: 'a certificate of no octets is a malformed handshake message, which go/tls judges',
    kubectl: [...BEFORE_1_17, ...SINCE_1_18],
    ids: ['x-empty-der'],
  },
  {
    reason: 'Go 1.15 takes octets above 0x7f in an IA5String',
    kubectl: ['v1.20.0'],
    ids: ['san-nonascii', 'san-uri-nonascii', 'san-email-nonascii'],
  },
  {
    reason: 'Go 1.16 and older word malformed certificates as encoding/asn1 does; judged approximate',
    kubectl: BEFORE_1_17,
    ids: `rdn-badprintable rdn-ia5 rdn-numeric time-bad time-utc-offset time-gen-frac x-time-utc-junk bc-malformed policies-bad x-san-malformed
      x-san-truncated x-rdn-badutf8 x-rdn-bmp-odd x-time-badtag x-trailing x-ku-malformed x-eku-malformed
      x-crldp-malformed x-aki-malformed x-ski-malformed x-null x-trunc x-indef x-spki-rsa-junk x-spki-ec-noparam
      x-spki-dsa-junk x-serial-empty x-serial-nonmin x-subject-notseq x-issuer-bad x-subject-badoid x-subject-noval
      x-time-gen-junk x-time-none x-ext-empty x-ext-notseq x-ext-badoid x-ext-badcrit x-ext-noval x-crldp2
      x-aia-malformed x-pathlen-big x-sig-notbits x-alg-badoid x-two-second-bad`.split(/\s+/),
  },
]
