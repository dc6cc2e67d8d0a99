import { shellQuote } from '../../lib/shell-quote.ts'
import { edit, pinnedAuthorities, place, type RemedyWordsOf, request, setCluster, shell } from './remedy-words.ts'

/** Remedies that change what is trusted, what name is verified, or the server's certificate. */
export const trustRemedies = {
  'tls-server-name': {
    title: ({ name }) => `verify the certificate under the name ${name} (tls-server-name)`,
    steps: (f) => [setCluster(f, `--tls-server-name=${f.name}`)],
  },
  'server-name-instead-of-ip': {
    title: ({ host, name }) => `address the server by ${name ?? 'a DNS name'} instead of ${host}`,
    steps: (f) => [setCluster(f, `--server=https://${f.name ?? 'NAME'}:${f.port}`)],
  },
  'append-ca-bundle': {
    title: ({ authority }) => `trust ${authority}: add it to the kubeconfig's authorities`,
    steps: (f) => [
      edit(`whoever holds the key of ${f.authority} can then read and change everything, tokens included`),
      edit(
        `save the certificate of ${f.authority} alone as authority.crt${f.store === null ? '' : ` (it stands in ${f.store})`}`,
      ),
      ...(f.besidePinned
        ? [
            shell(`${pinnedAuthorities(f)} > both.crt`),
            shell('cat authority.crt >> both.crt'),
            setCluster(f, '--certificate-authority=both.crt', '--embed-certs=true'),
          ]
        : [setCluster(f, '--certificate-authority=authority.crt', '--embed-certs=true')]),
    ],
  },
  'ca-bundle-variable': {
    title: ({ store }) => `set SSL_CERT_FILE to ${store}`,
    steps: ({ store }) => [shell(`export SSL_CERT_FILE=${shellQuote(store)}`)],
  },
  'cluster-ca-replace': {
    title: (f) => `put the cluster's present authority into ${place(f)}`,
    brief: () => "the cluster's present authority in the kubeconfig",
    steps: (f) => [
      request(
        'Fetch the authority from the control plane itself (kubeadm: /etc/kubernetes/pki/ca.crt, k3s: /var/lib/rancher/k3s/server/tls/server-ca.crt) or a new kubeconfig from your provider; do not take it from this connection.',
      ),
      setCluster(f, '--certificate-authority=ca.crt', '--embed-certs=true'),
    ],
  },
  'server-certificate-names': {
    title: ({ serverName }) => `add ${serverName} to the API server's certificate`,
    steps: ({ serverName }) => [
      request(
        [
          `kubeadm: add ${serverName} to apiServer.certSANs in the ClusterConfiguration, move /etc/kubernetes/pki/apiserver.{crt,key} away, then run kubeadm init phase certs apiserver --config FILE and restart the API server.`,
          `k3s or RKE2: start the server with --tls-san ${serverName}.`,
          'Managed clusters: use the endpoint that the provider names.',
        ].join('\n'),
      ),
    ],
  },
  'server-certificate-renew': {
    title: () => "renew the API server's certificate",
    steps: () => [
      request(
        'kubeadm: kubeadm certs check-expiration, then kubeadm certs renew apiserver, and restart the API server. k3s or RKE2: restart the server, which renews within 120 days of expiry.',
      ),
    ],
  },
  'server-certificate-reissue': {
    title: () => "issue the API server's certificate anew in a form that kubectl accepts",
    steps: ({ fixes }) => [
      request(
        `The certificate or its authority has to be issued anew (${fixes.join(', ')}): SHA-256, RSA 2048 or an elliptic curve, basicConstraints CA:TRUE and keyCertSign on every authority, serverAuth on the leaf.`,
      ),
    ],
  },
  'server-send-intermediate': {
    title: () => 'let the server send its intermediate certificates too',
    steps: () => [
      request(
        'Put the intermediates behind the leaf in the file that the server presents (kube-apiserver: --tls-cert-file; a load balancer: the chain or bundle field), leaf first.',
      ),
    ],
  },
} satisfies RemedyWordsOf<
  | 'tls-server-name'
  | 'server-name-instead-of-ip'
  | 'append-ca-bundle'
  | 'ca-bundle-variable'
  | 'cluster-ca-replace'
  | 'server-certificate-names'
  | 'server-certificate-renew'
  | 'server-certificate-reissue'
  | 'server-send-intermediate'
>
