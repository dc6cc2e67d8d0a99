import type { CauseWords } from '../cause.ts'

export const kubeconfigCauses = {
  'kubeconfig-missing': {
    title: 'no kubeconfig was found, or it names no cluster',
    tell: 'localhost:8080 is where kubectl goes without one; look at $KUBECONFIG, ~/.kube/config and sudo',
  },
  'kubeconfig-invalid': {
    title: 'the kubeconfig cannot be read',
    tell: 'the text names the file and what is wrong in it; no connection was tried',
  },
  'context-missing': {
    title: 'the context does not exist in the kubeconfig',
    tell: 'kubectl config get-contexts',
  },
  'cluster-missing': {
    title: 'the cluster does not exist in the kubeconfig, or has no server',
    tell: 'kubectl config get-clusters',
  },
  'user-missing': {
    title: 'the user does not exist in the kubeconfig',
    tell: 'kubectl config get-users',
  },
  'server-url-invalid': {
    title: 'the server URL cannot be used',
    tell: 'the server line of the cluster: scheme, host, numeric port',
  },
  'server-scheme-missing': {
    title: 'the server has no scheme: kubectl takes http:// and drops certificates and credentials',
    tell: 'the server line does not begin with https://',
  },
  'server-scheme-http': {
    title: 'the server is http://: TLS settings and credentials are ignored',
    tell: 'the server line begins with http://',
  },
  'ca-data-invalid': {
    title: 'certificate-authority(-data) holds no usable certificate',
    tell: 'decode it: it must be PEM blocks labelled CERTIFICATE, encoded in base64 once',
  },
  'ca-file-missing': {
    title: 'the file of the authority does not exist',
    tell: 'a relative path counts from the folder of the kubeconfig that holds it',
  },
  'ca-file-empty': {
    title: 'the file of the authority is empty, so the system roots are used',
    tell: 'the size of the file; kubectl up to 1.35 takes it for none',
  },
  'ca-data-and-file': {
    title: 'certificate-authority and certificate-authority-data are both set',
    tell: 'it is an error, in spite of the words "will override"',
  },
  'insecure-with-ca': {
    title: 'insecure-skip-tls-verify and an authority are both set',
    tell: 'drop insecure-skip-tls-verify and keep the authority',
  },
  'client-key-mismatch': {
    title: 'the client certificate and the client key do not belong together',
    tell: 'openssl pkey -pubout and openssl x509 -pubkey must print the same',
  },
  'client-credential-unreadable': {
    title: 'the client certificate, key or token cannot be read',
    tell: 'the text names what is missing; no connection was tried',
  },
  'authentication-methods-conflict': {
    title: 'a user has more than one way to authenticate',
    tell: 'token, basic auth and exec exclude each other',
  },
  'credentials-missing': {
    title: 'the user has no credentials: kubectl asks for a name and a password',
    tell: '"Please enter Username:" before it; the context names a user that does not exist, or an empty one',
  },
} as const satisfies Record<string, CauseWords>
