/** Whose connection, or whose file, a text is about. */
export const HOPS = {
  server: 'kubectl (or another Go client) about its own connection to the API server',
  proxy: 'kubectl about its connection to the proxy; the API server was not reached',
  'proxy-answer': 'the proxy in its answer, of which kubectl prints the words alone; the API server was not reached',
  answer: 'whoever answered the request: the API server, or something in its place. TLS to that peer succeeded',
  kubelet: 'the API server about its connection to a kubelet: your own connection to the API server is in order',
  webhook: 'the API server about its connection to a webhook: your own connection to the API server is in order',
  'aggregated-api':
    'the API server about its connection to an aggregated API: your own connection to the API server is in order',
  'behind-server':
    'the API server about a connection of its own to something behind it: your connection to it is in order',
  'credential-plugin': 'the credential plugin of the kubeconfig, which runs before kubectl connects',
  'identity-provider': 'a client of the identity provider; the API server is not the peer here',
  registry: 'the container runtime of a node about the registry; kubectl only shows the event',
  configuration: 'kubectl before it connected anywhere: nothing was sent',
  'other-client': 'another program than kubectl, in its own words and with its own trust store',
} as const

export type Hop = keyof typeof HOPS
