/** A product that is known to end TLS on the way. Its name is a hint and never a proof: most sites sign with their own. */
interface Interceptor {
  readonly product: string
  /** Against issuer names of the presented chain. */
  readonly issuer?: RegExp
  /** Against header lines (`server: envoy`) and the body of an answer. */
  readonly answer?: RegExp
  readonly source: string
}

const CHROMIUM = 'Chromium ssl_error_assistant.asciipb'
const BLOCKBLAME = 'blockblame patterns'
const OONI = 'OONI blockpage fingerprints'

const interceptors: readonly Interceptor[] = [
  { product: 'mitmproxy', issuer: /CN=mitmproxy\b/, source: 'mitmproxy/certs.py' },
  { product: 'mitmproxy', answer: /^server: mitmproxy/im, source: 'mitmproxy proxy/layers/http/_http1.py' },
  {
    product: 'goproxy',
    issuer: /GoProxy untrusted MITM proxy|goproxy\.github\.io/,
    source: 'elazarl/goproxy signer.go',
  },
  { product: 'Squid', issuer: /Not trusted by "/, source: 'squid src/ssl/support.cc' },
  {
    product: 'Squid',
    answer: /^x-squid-error:|^server: squid|Stylesheet for Squid Error pages/im,
    source: 'squid src/errorpage.cc',
  },
  {
    product: 'Envoy',
    answer: /^server: (istio-)?envoy|upstream connect error or disconnect/im,
    source: 'envoyproxy/envoy#18511',
  },
  { product: 'Zscaler', issuer: /Zscaler/, source: 'aws/eks-anywhere-packages#926' },
  { product: 'Zscaler', answer: /^server: zscaler|Internet Security by Zscaler|gateway\.zscaler/im, source: OONI },
  { product: 'Netskope', issuer: /goskope\.com|netskope/i, source: 'metalbear-co/mirrord#1847' },
  { product: 'Cisco Umbrella', issuer: /Cisco Umbrella|O=OpenDNS/, source: CHROMIUM },
  { product: 'Cisco Umbrella', answer: /(block|malware)\.opendns\.com/i, source: OONI },
  { product: 'Fortinet', issuer: /O=Fortinet|FortiGate/, source: CHROMIUM },
  { product: 'Fortinet', answer: /FortiGuard|Powered By Forti/i, source: OONI },
  { product: 'Palo Alto Networks', issuer: /Palo Alto Networks|PAN-FW/, source: BLOCKBLAME },
  { product: 'Palo Alto Networks', answer: /\/php\/urlblock\.php/i, source: OONI },
  { product: 'Sophos', issuer: /Sophos(_CA| SSL CA| Web Appliance|utm Proxy CA)|sophosutm/i, source: CHROMIUM },
  { product: 'Check Point', answer: /Check Point UserCheck|\/UserCheck\/PortalMain/i, source: OONI },
  {
    product: 'Skyhigh (McAfee) Web Gateway',
    issuer: /McAfee Web Gateway/,
    answer: /McAfee Web Gateway/,
    source: CHROMIUM,
  },
  { product: 'Forcepoint', issuer: /Forcepoint (Cloud CA|LLC)/, source: CHROMIUM },
  { product: 'Forcepoint', answer: /forcepoint-wcg|:15871\/cgi-bin\/blockpage\.cgi/i, source: OONI },
  { product: 'Blue Coat', issuer: /O=Blue Coat/, source: CHROMIUM },
  { product: 'Blue Coat', answer: /notify\.bluecoat\.com|<big>Network Error/i, source: OONI },
  { product: 'SonicWall', issuer: /HTTPS Management Certificate for SonicWALL/, source: CHROMIUM },
  { product: 'Smoothwall', issuer: /Smoothwall-default-root-certificate-authority/, source: CHROMIUM },
  { product: 'ContentKeeper', issuer: /ContentKeeper Appliance CA/, source: CHROMIUM },
  { product: 'Cyberoam', issuer: /Cyberoam Certificate Authority/, source: CHROMIUM },
  { product: 'Trend Micro IWSS', issuer: /IWSS\.TREND/, source: CHROMIUM },
  {
    product: 'Cloudflare Gateway',
    issuer: /Cloudflare for Teams ECC|Gateway CA - Cloudflare Managed/,
    source: 'cloudflare/cloudflare-docs#19615',
  },
  { product: 'Avast', issuer: /avast! Web\/Mail Shield/, source: CHROMIUM },
  { product: 'Kaspersky', issuer: /Kaspersky Anti-Virus Personal Root/, source: CHROMIUM },
  { product: 'Bitdefender', issuer: /Bitdefender Personal CA/, source: CHROMIUM },
  { product: 'Charles', issuer: /Charles Proxy CA/, source: 'Charles Proxy documentation, SSL certificates' },
  { product: 'Fiddler', issuer: /DO_NOT_TRUST_FiddlerRoot/, source: 'Fiddler documentation, HTTPS decryption' },
  { product: 'Burp', issuer: /CN=PortSwigger CA/, source: 'Burp Suite documentation, CA certificate' },
]

/** Products that the text looks like, each once. */
export function productHints(issuers: readonly string[], answer: string): readonly Interceptor[] {
  const hits = interceptors.filter(
    (one) => issuers.some((issuer) => one.issuer?.test(issuer) === true) || one.answer?.test(answer) === true,
  )
  return hits.filter((one, i) => hits.findIndex((other) => other.product === one.product) === i)
}
