import type { CauseWords } from '../cause.ts'

export const interceptionCauses = {
  'tls-intercepted-by-proxy': {
    title: 'a proxy on the way ends TLS and presents a certificate of its own',
    tell: "the issuer is not the kubeconfig's authority, differs from path to path, and is the same for unrelated hosts behind that proxy",
  },
  'tls-intercepted-transparently': {
    title: 'something on the network ends TLS although no proxy is configured',
    tell: 'the issuer is foreign with all proxy variables cleared too; on another network the same server shows another certificate',
  },
  'interceptor-cannot-name-server': {
    title: 'an interceptor made the certificate and, for a server given by address, could not name it',
    tell: 'the address stands among the DNS names of the certificate, or the issuer is an inspection product',
  },
  'interceptor-trusted-elsewhere': {
    title: "the interceptor's authority is trusted by the system, but the kubeconfig pins its own",
    tell: 'curl or a browser works, kubectl does not; certificate-authority(-data) is set, so SSL_CERT_FILE and the system store are not read',
  },
  'foreign-chain-unexplained': {
    title: "what answers shows a certificate that the kubeconfig's authority did not sign",
    tell: 'nothing more can be said until the presented chain is looked at on several paths',
  },
  'proxy-cannot-reach-upstream': {
    title: 'the proxy itself does not get through to the server',
    tell: 'the same proxy reaches other hosts; the body of its answer, which kubectl drops, names the reason',
  },
  'captive-portal': {
    title: 'a web page answers in place of the API server',
    tell: 'the answer is HTML: a block page, a login page, or another service on that port',
  },
  'redirected-to-login': {
    title: 'the request is redirected to a login page',
    tell: 'the Location header leads to a portal or a single sign-on; an API server does not do that',
  },
} as const satisfies Record<string, CauseWords>
