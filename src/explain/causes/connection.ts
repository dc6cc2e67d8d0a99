import type { CauseWords } from '../cause.ts'

export const connectionCauses = {
  'port-closed': {
    title: 'nothing takes connections on that port',
    tell: 'the answer comes at once: the API server is down, or the port is wrong',
  },
  'connect-timeout': {
    title: 'packets to that address are dropped',
    tell: 'nothing answers for 30 seconds: a firewall, a VPN that is not up, or an address that nobody has',
  },
  'no-route': {
    title: 'this machine has no way to that address',
    tell: 'the failure comes at once: no route, no VPN, or a rule that forbids it',
  },
  'no-direct-route': {
    title: 'only a proxy leads there, and it was not used',
    tell: 'the proxy is reached; the server is exempt by NO_PROXY, is on loopback, or the variable is one that Go ignores',
  },
  'local-firewall': {
    title: "this machine's own firewall or sandbox forbids the connection",
    tell: 'the refusal comes at once and without a packet leaving',
  },
  'name-not-found': {
    title: "the server's name does not exist",
    tell: 'no DNS server knows it: a typing error, or a cluster that is gone',
  },
  'name-split-horizon': {
    title: 'the name resolves only inside its own network',
    tell: 'a private endpoint or a VPN name: the DNS server inside the network knows it, this one does not',
  },
  'dns-server-failure': {
    title: 'the DNS server does not answer properly',
    tell: 'other names fail too, or only through this DNS server',
  },
  'connection-reset': {
    title: 'something resets the connection',
    tell: 'a firewall that inspects, a load balancer without a backend, or a server that crashed: on another path it does not happen',
  },
  'connection-closed': {
    title: 'the peer closes the connection without a word',
    tell: 'a load balancer without a backend, a firewall that dislikes the server name, or a restarting server',
  },
  'handshake-timeout': {
    title: 'the connection is taken but the TLS handshake is not answered',
    tell: 'nothing comes back within 10 seconds of the ClientHello: a middlebox, a broken MTU, or something that is no TLS server',
  },
  'large-client-hello-dropped': {
    title: 'the larger ClientHello of newer kubectl (1.32 and later) is dropped',
    tell: 'with GODEBUG=tlsmlkem=0 (tlskyber=0 for 1.32) it works, or an older kubectl does',
  },
  'server-overloaded': {
    title: 'the API server is too busy to answer in time',
    tell: 'it comes and goes, and worsens with load',
  },
  'not-tls': {
    title: 'what answers does not speak TLS',
    tell: 'the first bytes: an SSH or mail banner, another protocol',
  },
  'plain-http-port': {
    title: 'the port speaks HTTP without TLS',
    tell: 'curl http://HOST:PORT/ gets an answer: wrong port, wrong scheme, or an error page in the clear',
  },
  'https-port-spoken-http': {
    title: 'the server URL says http:// and the port speaks TLS',
    tell: 'the answer begins with the bytes of a TLS alert (15 03), or is a 400 that says so',
  },
  'tls-version-too-old': {
    title: 'the peer knows no TLS newer than 1.1',
    tell: 'an API server always has TLS 1.2: this is something older in its place',
  },
  'no-common-tls-parameters': {
    title: 'the peer and kubectl share no cipher suite, group, signature scheme or protocol',
    tell: 'it refuses before it shows a certificate; openssl s_client with other options gets further',
  },
  'server-sent-alert': {
    title: 'the peer ends the handshake by an alert of its own',
    tell: "the peer's log says why; the alert is its word, not kubectl's",
  },
  'http2-broken': {
    title: 'something on the way agrees to HTTP/2 and does not speak it',
    tell: 'with DISABLE_HTTP2=1 kubectl works',
  },
  'request-timeout-too-short': {
    title: 'the time allowed for the request ran out',
    tell: 'with a longer --request-timeout the text changes to the real obstacle, or it works',
  },
  'hop-unreachable': {
    title: 'the API server does not reach something behind it',
    tell: 'the text comes inside an answer of the API server: your own connection to it is in order',
  },
  'kubelet-unreachable': {
    title: 'the API server does not reach the kubelet of that node',
    tell: 'get works, logs and exec do not; port 10250 from the control plane to the node: firewall, node down, konnectivity',
  },
  'webhook-unreachable': {
    title: 'the API server does not reach an admission or conversion webhook',
    tell: 'the pods and endpoints of the service that the webhook names; network policy, and a proxy in the environment of the API server itself',
  },
  'aggregated-api-unreachable': {
    title: 'the API server does not reach an aggregated API',
    tell: 'kubectl get apiservices shows False for it (metrics-server mostly)',
  },
  'address-invalid': {
    title: 'the address in the server URL cannot be used',
    tell: 'the port or the host in the server line of the kubeconfig',
  },
  'upgrade-stripped': {
    title: 'something on the way does not let the connection be upgraded (SPDY or WebSocket)',
    tell: 'get works; exec, attach, cp and port-forward do not',
  },
} as const satisfies Record<string, CauseWords>
