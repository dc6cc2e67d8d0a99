import type { CauseWords } from '../cause.ts'

export const clientCauses = {
  'client-certificate-required': {
    title: 'the peer wants a client certificate and got none',
    tell: 'an API server does not insist on one: a gateway before it does',
  },
  'client-certificate-rejected': {
    title: 'the peer rejects the client certificate',
    tell: 'it is of another authority, revoked, or not meant for clients (clientAuth)',
  },
  'client-certificate-expired': {
    title: 'the client certificate of the kubeconfig expired',
    tell: 'openssl x509 -enddate on client-certificate(-data); kubeadm renews them yearly',
  },
  unauthorized: {
    title: 'the credentials are not accepted (401)',
    tell: 'the token is expired, or belongs to another cluster; TLS was in order',
  },
  forbidden: {
    title: 'the user is known and lacks the right (403)',
    tell: 'kubectl auth can-i says no; a JSON Status that names the user comes from the API server itself',
  },
  'api-server-error': {
    title: 'the API server itself answers with an error',
    tell: 'headers Audit-Id and X-Kubernetes-Pf-… are there; without them something else answered',
  },
  'request-throttled': {
    title: 'the API server turns requests away for now',
    tell: 'Retry-After; it passes with the load',
  },
  'exec-plugin-missing': {
    title: 'the credential plugin that the kubeconfig names is not installed',
    tell: 'the command is not on PATH of the shell that runs kubectl (an IDE has another PATH)',
  },
  'exec-plugin-failed': {
    title: 'the credential plugin fails by itself',
    tell: 'the same command run by hand fails too and says why on stderr',
  },
  'exec-plugin-network': {
    title: "the plugin's own connection (to STS, an identity provider, a cloud API) is intercepted or blocked",
    tell: 'its stderr speaks of SSL or a proxy; it has its own trust variables: AWS_CA_BUNDLE, REQUESTS_CA_BUNDLE, SSL_CERT_FILE',
  },
  'exec-plugin-protocol': {
    title: 'the plugin and kubectl speak different versions of the protocol, or it printed something else',
    tell: 'apiVersion in the kubeconfig, and what the plugin prints on stdout: v1alpha1 is gone since kubectl 1.24',
  },
  'identity-provider-trouble': {
    title: 'the connection to the identity provider fails, not the one to the API server',
    tell: 'the URL in the text is that of the issuer; its certificate is verified with idp-certificate-authority or the system store',
  },
  'discovery-incomplete': {
    title: 'what answers does not know that resource: discovery came back empty or in part',
    tell: 'kubectl api-resources and kubectl get --raw /api show what answers',
  },
  'command-mistaken': {
    title: 'the command line or a file of it is at fault, not the connection',
    tell: 'nothing was sent',
  },
} as const satisfies Record<string, CauseWords>
