import { list, type WordsOf } from './words.ts'

export const interceptionWords = {
  'tls-intercepted-by-proxy': {
    title: ({ proxy, server }) =>
      `the proxy ${proxy ?? ''} ends TLS in place of ${server} and presents its own certificate`,
    explanation: ({ subject, issuer }) =>
      `What kubectl sees is not the API server's certificate: its subject is ${subject} and its issuer ${issuer}, and the kubeconfig's authority did not sign it. Nothing can be said here about the API server's own certificate, which was not seen on this path. A client certificate never survives this, and a token would be read by the proxy.`,
    actor: 'network-admin',
  },
  'tls-intercepted-transparently': {
    title: ({ server }) => `something on the network ends TLS in place of ${server}, although no proxy is configured`,
    explanation: ({ subject, issuer }) =>
      `The certificate presented has the subject ${subject} and the issuer ${issuer}; the kubeconfig's authority did not sign it, and there is proof that it was not made by the server. The proxy variables have nothing to do with it. The API server's own certificate was not seen on this path.`,
    actor: 'network-admin',
  },
  'foreign-chain-unexplained': {
    title: ({ server, topIssuer }) =>
      `what answers for ${server} shows a certificate of ${topIssuer}, which the kubeconfig does not trust`,
    explanation: ({ subject, issuer, proxy }) =>
      `Its subject is ${subject}, its issuer ${issuer}. ${proxy === null ? 'A load balancer, another cluster, an intermediate that is not sent, or an interceptor can all look like this' : `The proxy ${proxy} may have made it, or another server may stand behind it`}: nothing that was seen proves one of them. Compare with what the server itself presents (kubectl tlsdoctor server-script, or another network).`,
    actor: 'network-admin',
  },
  'interceptor-trusted-elsewhere': {
    title: ({ authority, places }) =>
      `the interceptor's authority ${authority} is trusted on this machine (${list(places.map(({ name }) => name))}), but not by this kubeconfig`,
    explanation: ({ places }) =>
      `It stands in ${list(places.map(({ name, file }) => `${file} (${name})`))}. A kubeconfig with an authority of its own is verified with that alone: kubectl reads neither SSL_CERT_FILE nor the system's bundle then. So browsers and other tools work where kubectl does not.`,
    actor: 'you',
  },
  'interceptor-cannot-name-server': {
    title: ({ serverName }) => `the interceptor's certificate does not name ${serverName} in the way that Go requires`,
    explanation: ({ serverName, names, asDnsName }) =>
      `No server name (SNI) is sent for an address, so whoever mints the certificate has to guess. It is for ${list(names)}${asDnsName ? `: ${serverName} stands there as a DNS name, and Go compares addresses with IP entries alone` : ''}. That the certificate lacks the address is the interceptor's doing and says nothing about the API server's certificate.`,
    actor: 'network-admin',
  },
  'proxy-cannot-reach-upstream': {
    title: ({ proxy, server, status }) =>
      `${proxy === null ? 'the intermediary' : `the proxy ${proxy}`} does not get through to ${server} itself (${status})`,
    explanation: ({ said, where }) =>
      `${where === 'connect' ? 'It says so in its answer to CONNECT, of which kubectl prints the reason phrase alone' : 'It says so inside the TLS connection that it ended; kubectl drops that text and prints a general line'}${said === null ? '' : `: ${said}`}. Even a proxy whose certificate were trusted would not lead to the server.`,
    actor: 'network-admin',
  },
  'no-direct-route': {
    title: ({ server, reason }) => `without a proxy this machine does not get to ${server} (${reason})`,
    explanation: ({ proxy }) =>
      `Only the proxy ${proxy} was reached. Going around it (NO_PROXY, cleared variables) ends at an earlier step than going through it, which is no progress.`,
    actor: 'network-admin',
  },
  'proxy-not-needed': {
    title: ({ server, port, proxy }) =>
      `the proxy ${proxy} stands in the way: ${server}:${port} is reached and accepted without it`,
    explanation: ({ setBy }) =>
      `kubectl goes through the proxy because of ${setBy}, and fails. On the direct path the certificate is accepted.`,
    actor: 'you',
  },
} satisfies WordsOf<
  | 'tls-intercepted-by-proxy'
  | 'tls-intercepted-transparently'
  | 'foreign-chain-unexplained'
  | 'interceptor-trusted-elsewhere'
  | 'interceptor-cannot-name-server'
  | 'proxy-cannot-reach-upstream'
  | 'no-direct-route'
  | 'proxy-not-needed'
>
