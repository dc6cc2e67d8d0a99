/** What to do about each configuration finding, in one sentence. The place is named by the finding. */
export const repairs: Readonly<Record<string, string>> = {
  'kubeconfig-missing': 'point KUBECONFIG or --kubeconfig at your file, or copy it to ~/.kube/config',
  'kubeconfig-invalid':
    'correct the file where the message points; a backup or a new download from the cluster is often quicker',
  'context-missing': 'choose a context that exists: kubectl config get-contexts, then kubectl config use-context NAME',
  'cluster-missing': 'add the cluster entry, or let the context name one that exists',
  'user-missing': 'add the user entry, or let the context name one that exists',
  'server-url-invalid': 'write the server as https://HOST:PORT',
  'server-scheme-missing': 'write https:// before the server: without a scheme client-go takes http://',
  'server-scheme-http': 'write https:// instead of http://: over http no authority, certificate or token is used',
  'ca-data-invalid': 'replace certificate-authority-data by the base64 of the PEM file of the cluster authority',
  'ca-file-missing': 'correct the path of certificate-authority, or restore that file',
  'ca-data-and-file': 'keep one of certificate-authority-data and certificate-authority and remove the other',
  'insecure-with-ca': 'remove insecure-skip-tls-verify, so that the authority is used',
  'ca-file-empty': 'put the PEM of the cluster authority into the certificate-authority file',
  'client-key-mismatch': 'put the key that belongs to the client certificate beside it, or issue both anew',
  'client-credential-unreadable': 'correct the path of the client certificate or key, or restore that file',
  'authentication-methods-conflict': 'leave one of token, basic and the others to this user and remove the rest',
  'credentials-missing': 'give the user a token, a client certificate or an exec plugin',
  'verification-disabled': 'remove insecure-skip-tls-verify and give the cluster its certificate-authority-data',
}
