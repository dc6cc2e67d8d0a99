import type { ConfigFacts } from '../../rules/facts/config-finding.ts'
import type { Words, WordsOf } from './words.ts'

export const kubeconfigWords = {
  'kubeconfig-missing': about(
    'there is no kubeconfig',
    'Without one kubectl talks to http://localhost:8080, where mostly nothing listens: a refused connection to localhost:8080 has this cause.',
  ),
  'kubeconfig-invalid': about(
    'the kubeconfig cannot be read',
    'client-go refuses it before any connection; nothing was tried on the network.',
  ),
  'context-missing': about(
    'the context does not exist',
    'client-go refuses it before any connection; nothing was tried on the network.',
  ),
  'cluster-missing': about(
    'the context names a cluster that is not in the kubeconfig',
    'kubectl then silently falls back to http://localhost:8080.',
  ),
  'user-missing': about(
    'the context names a user that is not in the kubeconfig',
    'kubectl then asks for a user name on the terminal and fails without one.',
  ),
  'server-url-invalid': about('the server URL of the cluster cannot be used', 'Nothing was tried on the network.'),
  'server-scheme-missing': about(
    'the server of the cluster has no scheme, so kubectl takes http://',
    'Authority, client certificate and token are all ignored then, silently.',
  ),
  'server-scheme-http': about(
    'the server of the cluster is http://, so there is no TLS at all',
    'Authority, client certificate and token are all ignored, silently.',
  ),
  'ca-data-invalid': about(
    'the authority data of the cluster is no usable certificate',
    'Nothing was tried on the network.',
  ),
  'ca-file-missing': about('the authority file of the cluster cannot be read', 'Nothing was tried on the network.'),
  'ca-data-and-file': about(
    'the cluster has both authority data and an authority file',
    'client-go calls that an error although its message sounds like a preference.',
  ),
  'insecure-with-ca': about(
    'the cluster has an authority and switches verification off',
    'client-go refuses both together.',
  ),
  'ca-file-empty': about(
    "the authority file of the cluster is empty, so the system's roots decide",
    'It looks pinned and is not.',
  ),
  'client-key-mismatch': about(
    'the client certificate and its key do not belong together',
    'Nothing was tried on the network.',
  ),
  'client-credential-unreadable': about(
    'a client certificate or key of the user cannot be read',
    'Nothing was tried on the network.',
  ),
  'authentication-methods-conflict': about('the user has more than one way to authenticate', 'client-go allows one.'),
  'credentials-missing': about(
    'the user has no credentials',
    'kubectl asks for a user name on the terminal before it connects; without a terminal it prints EOF.',
  ),
  'verification-disabled': {
    title: ({ place }) => `verification of the server is switched off${place === null ? '' : ` (${place})`}`,
    explanation: () =>
      'Whoever answers gets whatever kubectl sends, tokens included. The doctor sends no credential on any path then, so what the server says to yours was not measured.',
    actor: 'you',
  },
  'verifier-is-platform': {
    title: ({ platform }) => `on ${platform} the system verifies certificates that no kubeconfig authority covers`,
    explanation: () => "Its verdict and its words can differ from Go's own, so what is predicted is approximate.",
    actor: 'you',
  },
} satisfies WordsOf<
  | 'kubeconfig-missing'
  | 'kubeconfig-invalid'
  | 'context-missing'
  | 'cluster-missing'
  | 'user-missing'
  | 'server-url-invalid'
  | 'server-scheme-missing'
  | 'server-scheme-http'
  | 'ca-data-invalid'
  | 'ca-file-missing'
  | 'ca-data-and-file'
  | 'insecure-with-ca'
  | 'ca-file-empty'
  | 'client-key-mismatch'
  | 'client-credential-unreadable'
  | 'authentication-methods-conflict'
  | 'credentials-missing'
  | 'verification-disabled'
  | 'verifier-is-platform'
>

/** The loader knows the place and client-go's own words; the rest is the same for every one of these. */
function about(what: string, consequence: string): Words<ConfigFacts> {
  return {
    title: ({ place }) => (place === null ? what : `${what} (${place})`),
    explanation: ({ message }) => (message === null ? consequence : `kubectl prints: ${message}. ${consequence}`),
    actor: 'you',
  }
}
