import type { AnswerFacts } from '../../rules/facts/answer-facts.ts'
import type { WordsOf } from './words.ts'

/** Said only where it was seen: an answer may stand behind a certificate that kubectl rejects. */
function inOrder({ isVerified }: AnswerFacts): string {
  return isVerified ? " TLS and the server's identity are in order." : ''
}

function quoted({ said }: AnswerFacts): string {
  return said === null ? '' : ` It says: ${said}`
}

export const clientWords = {
  'client-certificate-required': {
    title: ({ peer }) => `${peer} wants a client certificate and got none`,
    explanation: ({ detail }) =>
      `${detail}. An API server does not do that during the handshake; a gateway before it may.`,
    actor: 'you',
  },
  'client-certificate-rejected': {
    title: ({ peer }) => `${peer} rejects the client certificate`,
    explanation: ({ detail }) =>
      `It ended the connection with ${detail}. The certificate is expired, of another authority, or not meant for clients.`,
    actor: 'cluster-admin',
  },
  'client-certificate-expired': {
    title: ({ user, notAfter }) => `the client certificate${user === null ? '' : ` of ${user}`} expired at ${notAfter}`,
    explanation: ({ subject, place }) =>
      `Subject ${subject}${place === null ? '' : `, from ${place}`}. The API server takes such a user for anonymous.`,
    actor: 'cluster-admin',
  },
  'exec-plugin-missing': {
    title: () => `the credential plugin of the kubeconfig is not installed`,
    explanation: ({ text }) =>
      `${text.split('\\n')[0] ?? text}. kubectl runs it before it connects, so nothing else was tried by kubectl.`,
    actor: 'you',
  },
  'exec-plugin-failed': {
    title: () => `the credential plugin of the kubeconfig fails`,
    explanation: ({ text }) =>
      `${text.split('\\n')[0] ?? text}. kubectl runs it before it connects. Run it by hand to see its own message: it has its own connection, proxy and trust settings.`,
    actor: 'you',
  },
  unauthorized: {
    title: ({ server }) => `${server} does not accept the credentials (401)`,
    explanation: (f) =>
      `Sent: ${f.carried.join(', ') || 'none'}.${inOrder(f)} A credential that is expired or belongs to another cluster is the usual reason.${quoted(f)}`,
    actor: 'you',
  },
  forbidden: {
    title: ({ server }) => `${server} knows the user and forbids this request (403)`,
    explanation: (f) => `The server knows who asks; that user lacks the right.${inOrder(f)}${quoted(f)}`,
    actor: 'cluster-admin',
  },
  'api-server-error': {
    title: ({ server, status }) => `${server} answers with an error of its own (${status})`,
    explanation: (f) => `kubectl got an answer, and it is an error.${inOrder(f)}${quoted(f)}`,
    actor: 'cluster-admin',
  },
  'redirected-to-login': {
    title: ({ server, detail }) => `${server} sends the request ${detail}`,
    explanation: () =>
      `An API server does not redirect to a login page: a proxy or a portal wants a login in the browser first.`,
    actor: 'you',
  },
  'captive-portal': {
    title: ({ server }) => `a web page answers where ${server} should`,
    explanation: (f) => `The answer is a page and no Kubernetes object.${quoted(f)}`,
    actor: 'you',
  },
  'request-throttled': {
    title: ({ server }) => `${server} is too busy for this request (429)`,
    explanation: (f) => `Its flow control turns requests away for now.${quoted(f)}`,
    actor: 'cluster-admin',
  },
  'not-an-api-server': {
    title: ({ server }) => `what answers at ${server} is no Kubernetes API server`,
    explanation: (f) =>
      `kubectl accepts its certificate, but the answer (HTTP ${f.status}) has none of the marks of an API server: another web server, a load balancer that has no backend for this name, or a wrong path in the kubeconfig's server URL.${quoted(f)}`,
    actor: 'you',
  },
  'resource-not-found': {
    title: ({ server }) => `${server} does not have what was asked for (404)`,
    explanation: (f) =>
      `The API server itself says so; the connection, the certificate and your credentials are in order. Check the name, the namespace and whether that API is installed.${quoted(f)}`,
    actor: 'you',
  },
  'upgrade-stripped': {
    title: ({ server }) => `upgrades do not get through to ${server}: exec, attach, cp and port-forward will fail`,
    explanation: ({ named }) =>
      `These commands ask for the connection to become another one (WebSocket, or SPDY before Kubernetes 1.31). Something that ends TLS on the way passes the request on without that question, so that the API server answers it as any other.${named.length === 0 ? '' : ` It may be what calls itself ${named.join(', ')}.`}`,
    actor: 'network-admin',
  },
  'upstream-hop-certificate': {
    title: ({ server }) => `${server} is fine, but something behind it has a certificate that it rejects`,
    explanation: (f) =>
      `The x509 text in the answer is the API server's, about its own connection to a kubelet, a webhook or an aggregated API. Your connection is in order.${quoted(f)}`,
    actor: 'cluster-admin',
  },
} satisfies WordsOf<
  | 'client-certificate-required'
  | 'client-certificate-rejected'
  | 'client-certificate-expired'
  | 'exec-plugin-missing'
  | 'exec-plugin-failed'
  | 'unauthorized'
  | 'forbidden'
  | 'api-server-error'
  | 'redirected-to-login'
  | 'captive-portal'
  | 'request-throttled'
  | 'not-an-api-server'
  | 'resource-not-found'
  | 'upgrade-stripped'
  | 'upstream-hop-certificate'
>
