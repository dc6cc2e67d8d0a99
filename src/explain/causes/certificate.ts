import type { CauseWords } from '../cause.ts'

export const certificateCauses = {
  'server-ip-not-in-certificate': {
    title: "the API server's own certificate does not hold the address",
    tell: "the presented leaf is signed by the kubeconfig's authority and has no IP entry for it (an entry of type DNS does not count)",
  },
  'server-name-not-in-certificate': {
    title: "the API server's own certificate does not hold the name",
    tell: "the presented leaf is signed by the kubeconfig's authority; only the name differs",
  },
  'certificate-without-sans': {
    title: 'the certificate has a Common Name only and no subject alternative names',
    tell: 'openssl x509 -ext subjectAltName prints nothing; Go has ignored the Common Name since 1.15',
  },
  'certificate-expired': {
    title: 'the certificate is past its end',
    tell: "both times are UTC instants: compare them as such; other clients reject it too, and the API server's host shows it with kubeadm certs check-expiration",
  },
  'certificate-not-yet-valid': {
    title: 'the certificate is not valid yet',
    tell: 'it was just made, on a machine whose clock is ahead',
  },
  'clock-skew': {
    title: "this machine's clock is wrong",
    tell: 'the Date header of any HTTP answer differs from `date -u` (suspended laptops, WSL 2, virtual machines)',
  },
  'intermediate-expired': {
    title: 'an intermediate expired and the leaf did not',
    tell: "Go words it as if the server's certificate had expired; look at the dates of each certificate",
  },
  'cluster-ca-expired': {
    title: "the cluster's authority itself expired",
    tell: "Go words it as if the server's certificate had expired; look at the dates in certificate-authority-data",
  },
  'intermediate-missing': {
    title: 'the server does not send the certificate of an intermediate authority',
    tell: 'only one certificate is presented and its issuer is no root; browsers have it cached',
  },
  'cluster-ca-mismatch': {
    title:
      "another authority signed it: a load balancer's or public certificate before the cluster, or another cluster",
    tell: "the chain verifies with the system's roots, or belongs to a front end such as Rancher, Cloudflare or an ingress",
  },
  'cluster-ca-rotated': {
    title: 'the authority has the same name and another key: the cluster was made anew, or its authority renewed',
    tell: "the issuer's name equals that of the kubeconfig's authority, the key id does not, and it is the same on every path",
  },
  'authority-may-not-sign': {
    title: "an authority's own certificate forbids what it signed",
    tell: 'basic constraints, path length, key usage, extended key usage or name constraints of each authority in the chain',
  },
  'wrong-key-usage': {
    title: 'the certificate is not meant for this use',
    tell: 'extended key usage: a server needs serverAuth, a client clientAuth',
  },
  'weak-signature': {
    title: "the signature or the key is weaker than this kubectl's Go accepts",
    tell: 'SHA-1 or MD5, or an RSA key below 1024 bits, somewhere in the chain',
  },
  'certificate-malformed': {
    title: 'a certificate is encoded in a way that Go does not accept',
    tell: 'Go parses every certificate that is sent, needed or not, and is stricter than OpenSSL; switching verification off does not help',
  },
  'unhandled-critical-extension': {
    title: 'a certificate has a critical extension that Go does not know',
    tell: 'openssl x509 -text shows an extension marked critical that is none of the usual',
  },
  'self-signed-server': {
    title: 'the server presents a certificate that it signed itself',
    tell: 'subject and issuer are the same',
  },
  'system-roots-do-not-know-server': {
    title: "the kubeconfig names no authority and the system's roots do not know this one",
    tell: 'no certificate-authority and no certificate-authority-data in the cluster entry; in containers ca-certificates is often missing',
  },
  'certificate-policy': {
    title: 'the certificate policies of the chain allow nothing in common',
    tell: 'the policy extensions of each certificate; Go checks them since 1.24',
  },
  'verifier-is-platform': {
    title: 'the operating system, not Go, judged the certificate',
    tell: 'macOS or Windows, and no authority in the kubeconfig; with certificate-authority-data set, Go judges',
  },
  'upstream-hop-certificate': {
    title: "the certificate is that of a hop behind the API server: a kubelet's, a webhook's or an aggregated API's",
    tell: 'the text comes inside an answer of the API server: your own connection to it is in order',
  },
  'registry-untrusted': {
    title: 'the container runtime does not trust the registry, or what stands before it',
    tell: "it pulls images with the node's own trust store and proxy settings; the kubeconfig has no part in it",
  },
} as const satisfies Record<string, CauseWords>
