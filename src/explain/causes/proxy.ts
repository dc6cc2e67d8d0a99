import type { CauseWords } from '../cause.ts'

export const proxyCauses = {
  'proxy-refuses-connect': {
    title: 'the proxy forbids the tunnel to this host or port',
    tell: "kubectl prints the phrase of the proxy's answer alone; many proxies allow CONNECT to port 443 only",
  },
  'proxy-auth-required': {
    title: 'the proxy wants a user and a password',
    tell: 'its answer to CONNECT is 407 with Proxy-Authenticate; Go sends Basic only, from the user part of the proxy URL',
  },
  'no-proxy-mismatch': {
    title: 'the proxy is used although NO_PROXY was meant to exempt the server',
    tell: "`192.168.1.*`, a URL, blanks or semicolons match nothing by Go's rules; a bare address, a CIDR block or .domain does",
  },
  'proxy-not-needed': {
    title: 'the server would be reached without the proxy',
    tell: 'the direct path works where the proxy variables are cleared',
  },
  'proxy-unreachable': {
    title:
      "the proxy, not the API server, does not take the connection (kubectl's refused line names the server anyway)",
    tell: 'kubectl -v=4 shows `proxyconnect tcp: dial tcp …` behind the same failure',
  },
  'proxy-name-unresolved': {
    title: "the proxy's name does not exist for this machine",
    tell: 'the name that is looked up is the proxy of HTTPS_PROXY, https_proxy or proxy-url, not the API server',
  },
  'proxy-speaks-no-http': {
    title: 'what listens on the port of the proxy does not speak as the proxy URL says',
    tell: '`curl -v -x URL` shows how it answers: another protocol, TLS behind http://, or plain HTTP behind https://',
  },
  'proxy-tls-untrusted': {
    title: 'the certificate of the https:// proxy itself is rejected',
    tell: "kubectl verifies the proxy with the kubeconfig's authority, not with the system's roots",
  },
  'proxy-closes-tunnel': {
    title: 'the proxy closes the connection instead of carrying it',
    tell: 'the direct path, or another host through the same proxy, does not end like this',
  },
  'proxy-url-invalid': {
    title: 'the URL of the proxy cannot be used',
    tell: 'the scheme must be http, https or socks5, and special characters in the password percent-encoded',
  },
  'proxy-variable-ignored': {
    title: 'the proxy variable that is set is not the one that counts',
    tell: 'Go reads HTTPS_PROXY, then https_proxy for an https:// server; ALL_PROXY and HTTP_PROXY never',
  },
  'proxy-variable-malformed': {
    title: 'the proxy variable holds something that Go takes for another host',
    tell: 'a host named `http`, `ftp`, `socks4` or with a quote is looked up: the value has a blank, a quote or a scheme too many',
  },
  'proxy-scheme-https': {
    title: 'https:// stands before a proxy that takes plain HTTP',
    tell: 'the scheme in the variable says how to speak to the proxy, not what goes through it: write http://',
  },
  'proxy-tls-too-old': {
    title: 'the https:// proxy has only key exchanges or ciphers that newer Go does not offer',
    tell: 'with GODEBUG=tlsrsakex=1 it works (Go 1.22 to 1.26); the proxy needs ECDHE',
  },
  'socks-refused': {
    title: 'the SOCKS proxy was reached and did not open the connection',
    tell: "the words after the arrow are the proxy's reply code about the server",
  },
  'socks-auth-required': {
    title: 'the SOCKS proxy wants a user and a password, or refuses those given',
    tell: 'socks5://USER:PASSWORD@HOST:PORT, both percent-encoded',
  },
  'socks-speaks-no-socks': {
    title: 'what listens on the port of the SOCKS proxy is no SOCKS 5 proxy',
    tell: 'version 72 is the letter H: an HTTP proxy behind socks5://',
  },
  'tunnel-down': {
    title: 'the tunnel or port forward that the kubeconfig counts on is not running',
    tell: 'the server is 127.0.0.1, localhost or a forwarded name, and nothing listens there',
  },
} as const satisfies Record<string, CauseWords>
