import { list, span, type WordsOf } from './words.ts'

export const certificateWords = {
  'server-ip-not-in-certificate': {
    title: ({ serverName }) => `the API server's own certificate does not hold the address ${serverName}`,
    explanation: ({ serverName, subject, issuer, ips, dns }) =>
      `It is the cluster's certificate (subject ${subject}, issuer ${issuer}) and holds the addresses ${list(ips)} and the names ${list(dns)}.${dns.includes(serverName) ? ' Go compares an address with IP entries alone, so that the DNS entry with the same digits does not help.' : ''}`,
    actor: 'cluster-admin',
  },
  'server-name-not-in-certificate': {
    title: ({ serverName }) => `the API server's own certificate does not hold the name ${serverName}`,
    explanation: ({ subject, issuer, dns }) =>
      `It is the cluster's certificate (subject ${subject}, issuer ${issuer}) and is valid for ${list(dns)}. Only the name is wrong; the authority is right.`,
    actor: 'cluster-admin',
  },
  'certificate-without-sans': {
    title: ({ serverName }) =>
      `the API server's own certificate has no subject alternative names at all, so none is ${serverName}`,
    explanation: ({ subject, issuer }) =>
      `Its subject is ${subject}, its issuer ${issuer}. Go has not looked at the Common Name since 1.15 (kubectl 1.19).`,
    actor: 'cluster-admin',
  },
  'certificate-expired': {
    title: ({ notAfter }) => `the API server's certificate expired at ${notAfter}`,
    explanation: ({ subject, at }) =>
      `Subject ${subject}; this machine's clock says ${at}. kubectl prints the current time in local time and the end of validity in UTC: compare both in UTC.`,
    actor: 'cluster-admin',
  },
  'certificate-not-yet-valid': {
    title: ({ notBefore }) => `the API server's certificate is not valid before ${notBefore}`,
    explanation: ({ subject, at, clocksAgree }) =>
      `Subject ${subject}; this machine's clock says ${at}. ${clocksAgree === true ? 'The server gives the same time with its answer, so that the clock here is right: the certificate was made for later, or where the clock was wrong.' : 'Mostly the clock is wrong, here or where the certificate was made.'}`,
    actor: ({ clocksAgree }) => (clocksAgree === true ? 'cluster-admin' : 'you'),
  },
  'clock-skew': {
    title: ({ minutesAhead }) =>
      `this machine's clock is ${span(minutesAhead)} ${minutesAhead < 0 ? 'behind' : 'ahead'}`,
    explanation: ({ here, there }) =>
      `It says ${here}, the answers say ${there}. Certificates are judged by this machine's clock.`,
    actor: 'you',
  },
  'certificate-expires-soon': {
    title: ({ days, notAfter }) =>
      `the API server's certificate expires ${days === 0 ? 'within a day' : `in ${days} ${days === 1 ? 'day' : 'days'}`} (${notAfter})`,
    explanation: ({ subject }) =>
      `Subject ${subject}. From then on every kubectl fails. kubeadm: kubeadm certs renew apiserver, then restart the API server; k3s and RKE2 renew it themselves at a restart within 120 days of the end.`,
    actor: 'cluster-admin',
  },
  'intermediate-missing': {
    title: ({ server, topIssuer }) => `${server} does not send the certificate of its authority ${topIssuer}`,
    explanation: ({ subject, topIssuer }) =>
      `The chain (leaf ${subject}) stops below ${topIssuer}, which is no trust anchor and was not sent. Go fetches nothing: a server has to send every intermediate. Browsers often have it cached, so they do not complain.`,
    actor: 'cluster-admin',
  },
  'intermediate-expired': {
    title: ({ intermediate, notAfter }) => `the intermediate ${intermediate} expired at ${notAfter}`,
    explanation: () => `The leaf is still valid. kubectl words it as if the server's certificate had expired.`,
    actor: 'cluster-admin',
  },
  'cluster-ca-mismatch': {
    title: ({ server, topIssuer }) =>
      `another authority than the kubeconfig's signed the certificate of ${server}: ${topIssuer}`,
    explanation: ({ subject, issuer }) =>
      `Subject ${subject}, issuer ${issuer}. What answers looks like a real server: another cluster behind this address, a cluster that was made anew, or a load balancer with a certificate of its own.`,
    actor: 'cluster-admin',
  },
  'cluster-ca-rotated': {
    title: ({ server, topIssuer }) =>
      `the authority ${topIssuer} of ${server} has another key than the one in the kubeconfig`,
    explanation: () =>
      `The names are the same, the keys are not: the cluster was made anew, its authority was renewed, or another cluster whose authority has the same name answers here (kubeadm calls them all kubernetes). This kubeconfig is not of what answers now.`,
    actor: 'you',
  },
  'cluster-ca-expired': {
    title: ({ authority, notAfter }) => `the cluster's authority ${authority} itself expired at ${notAfter}`,
    explanation: () =>
      `kubectl words it as if the server's certificate had expired, but that one is still valid. Every certificate of this authority is rejected, whatever its own dates.`,
    actor: 'cluster-admin',
  },
  'authority-may-not-sign': {
    title: ({ issuer }) => `an authority in the chain of ${issuer} may not have signed it`,
    explanation: ({ detail }) =>
      `Go says: ${detail}. The signature is right; the authority's own certificate forbids it (no CA, key usage, path length, extended key usage or name constraints).`,
    actor: 'cluster-admin',
  },
  'wrong-key-usage': {
    title: () => `the API server presents a certificate that is not meant for servers`,
    explanation: ({ subject, detail }) =>
      `Subject ${subject}, ${detail}. serverAuth must be among them; mostly a client certificate was configured by mistake.`,
    actor: 'cluster-admin',
  },
  'weak-signature': {
    title: () => `the certificate is signed in a way that this kubectl's Go no longer accepts`,
    explanation: ({ detail }) =>
      `${detail}. It has to be issued anew with SHA-256 and an RSA key of 2048 bits or an elliptic curve.`,
    actor: 'cluster-admin',
  },
  'certificate-malformed': {
    title: () => `what answers presents a certificate that Go cannot parse`,
    explanation: ({ subject, issuer, detail }) =>
      `Go says: ${detail}. Subject ${subject}, issuer ${issuer}. Go parses every certificate of the chain, needed or not, and is stricter than OpenSSL; switching verification off does not help.`,
    actor: 'cluster-admin',
  },
  'unhandled-critical-extension': {
    title: () => `a certificate of the chain has a critical extension that Go does not know`,
    explanation: ({ subject, detail }) =>
      `${detail} (leaf ${subject}). A verifier must reject what it does not understand where the extension says so.`,
    actor: 'cluster-admin',
  },
  'self-signed-server': {
    title: ({ server }) => `${server} presents a certificate that it signed itself`,
    explanation: ({ subject }) =>
      `Subject and issuer are both ${subject}. The kubeconfig trusts another authority. Some lab clusters and front ends do this; the certificate itself could be pinned if it is fetched from the server by a safe way.`,
    actor: 'cluster-admin',
  },
  'system-roots-do-not-know-server': {
    title: ({ server, topIssuer }) =>
      `the kubeconfig names no authority, and the system's roots do not know ${topIssuer}, which signed for ${server}`,
    explanation: () =>
      `API servers mostly have an authority of their own; it belongs into certificate-authority-data of the cluster.`,
    actor: 'you',
  },
} satisfies WordsOf<
  | 'server-ip-not-in-certificate'
  | 'server-name-not-in-certificate'
  | 'certificate-without-sans'
  | 'certificate-expired'
  | 'certificate-not-yet-valid'
  | 'clock-skew'
  | 'certificate-expires-soon'
  | 'intermediate-missing'
  | 'intermediate-expired'
  | 'cluster-ca-mismatch'
  | 'cluster-ca-rotated'
  | 'cluster-ca-expired'
  | 'authority-may-not-sign'
  | 'wrong-key-usage'
  | 'weak-signature'
  | 'certificate-malformed'
  | 'unhandled-critical-extension'
  | 'self-signed-server'
  | 'system-roots-do-not-know-server'
>
