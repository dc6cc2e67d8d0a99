import { detailWords } from '../../rules/facts/detail-words.ts'
import { list, type WordsOf } from './words.ts'

export const proxyWords = {
  'proxy-unreachable': {
    title: ({ proxy, peer, detail }) => `the proxy ${proxy ?? peer} cannot be connected to (${detailWords(detail)})`,
    explanation: ({ peer, detail }) =>
      `The connection to ${peer} failed: ${detailWords(detail)}.${detail === 'ECONNREFUSED' ? ' kubectl then prints that the connection to the API server was refused: it names the server, and means the proxy.' : ''}`,
    actor: 'you',
  },
  'proxy-name-unresolved': {
    title: ({ proxy, peer }) => `the name of the proxy ${proxy ?? peer} does not resolve`,
    explanation: ({ detail }) =>
      `The lookup gave: ${detailWords(detail)}. Mostly the variable is left over from another network. A proxy value that Go reads oddly (http://h:abc, a space inside) also becomes a host that does not exist.${detail.endsWith('ECONNREFUSED') ? ' The DNS server refused, and kubectl prints that the connection to the API server was refused.' : ''}`,
    actor: 'you',
  },
  'proxy-refuses-connect': {
    title: ({ proxy, peer, detail }) => `the proxy ${proxy ?? peer} refuses the connection (${detail})`,
    explanation: ({ said }) =>
      `${said === null ? '' : `It says: ${said}. `}kubectl prints the reason phrase of the proxy's answer alone and drops status, headers and body. Many proxies allow CONNECT to port 443 only, so that 6443 and 8443 are refused. It is the proxy that says so, not the API server.`,
    actor: 'network-admin',
  },
  'proxy-auth-required': {
    title: ({ proxy, peer }) => `the proxy ${proxy ?? peer} wants credentials (407)`,
    explanation: ({ detail }) =>
      `It asks for: ${detail}. Go sends Basic credentials from the proxy URL and nothing else: no NTLM, no Negotiate, and no second try. Special characters in the password must be percent-encoded.`,
    actor: 'you',
  },
  'proxy-speaks-no-http': {
    title: ({ peer }) => `what listens on ${peer} does not speak the proxy protocol that its URL says`,
    explanation: ({ proxy, detail }) =>
      proxy?.startsWith('https://') === true
        ? `kubectl speaks TLS to an https:// proxy, and ${detail}. Most proxies want http:// in their URL, also for https servers.`
        : `It answered: ${detail}. ${detail.startsWith('SSH-') ? 'That is an SSH server: the port is wrong.' : 'Another program has that port, or the proxy wants TLS, for which its URL has to begin with https://.'}`,
    actor: 'you',
  },
  'proxy-tls-untrusted': {
    title: ({ proxy, peer }) => `the certificate of the proxy ${proxy ?? peer} itself is rejected`,
    explanation: ({ detail }) =>
      `${detail}. kubectl verifies an https:// proxy with the cluster's authorities from the kubeconfig, not with the system's roots.`,
    actor: 'you',
  },
  'proxy-url-invalid': {
    title: ({ place }) => `the proxy URL ${place === null ? '' : `in ${place} `}cannot be used`,
    explanation: ({ message }) =>
      message ??
      'Go cannot parse the value and goes direct without a word. A password with special characters must be percent-encoded; DOMAIN\\user is no valid user part.',
    actor: 'you',
  },
  'proxy-closes-tunnel': {
    title: ({ proxy, peer }) => `the proxy ${proxy ?? peer} closes the connection instead of carrying it`,
    explanation: ({ detail }) =>
      `It was ${detail}. Either the proxy does not reach the server and says nothing, or it forbids this destination, or it expects another protocol.`,
    actor: 'network-admin',
  },
  'no-proxy-mismatch': {
    title: ({ variable, entry, server }) =>
      `${variable} holds ${entry}, which looks meant for ${server} but does not match by Go's rules`,
    explanation: ({ reason, wouldMatch }) =>
      `Reason: ${NO_PROXY_REASONS[reason] ?? reason}.${wouldMatch === null ? '' : ` This entry would match: ${wouldMatch}.`} Other tools read NO_PROXY differently, so curl may well go direct where kubectl does not.`,
    actor: 'you',
  },
  'proxy-variable-ignored': {
    title: ({ variables }) =>
      `kubectl does not take the proxy of ${list(variables.map(({ name, value }) => `${name} (${value})`))}`,
    explanation: ({ variables, usesProxy }) =>
      `${variables.map(({ reason }) => reason).join('; ')}. kubectl ${usesProxy ? 'uses another proxy' : 'goes direct'}, where other programs may take this one.`,
    actor: 'you',
  },
  'proxy-url-overrides-environment': {
    title: ({ proxy, place }) => `proxy-url${place === null ? '' : ` (${place})`} decides: ${proxy}`,
    explanation: ({ variables, noProxy }) =>
      `With proxy-url in the kubeconfig, no proxy variable has an effect (set: ${list([...variables, ...(noProxy === null ? [] : [noProxy])])}), and the exemption of localhost does not apply.`,
    actor: 'you',
  },
  'socks-refused': {
    title: ({ proxy, peer, detail }) => `the SOCKS proxy ${proxy ?? peer} refuses the connection (${detail})`,
    explanation: () =>
      `The proxy was reached and answered with a reply code. "connection refused" there is the proxy's word about the server; kubectl prints it as if the server had refused this machine.`,
    actor: 'network-admin',
  },
  'socks-auth-required': {
    title: ({ proxy, peer, detail }) =>
      `the SOCKS proxy ${proxy ?? peer} ${detail === 'authentication-failed' ? 'rejects the user and password of its URL' : 'wants another login than its URL gives'}`,
    explanation: ({ detail }) => `It answered: ${detailWords(detail)}. User and password come from the proxy URL.`,
    actor: 'you',
  },
  'socks-speaks-no-socks': {
    title: ({ proxy, peer }) => `${proxy ?? peer} does not speak SOCKS5`,
    explanation: ({ detail }) =>
      `The answer was: ${detailWords(detail)}.${detail === 'unexpected-version 72' ? ' 72 is the letter H, with which an HTTP proxy answers: then its URL has to begin with http://.' : ''}`,
    actor: 'you',
  },
} satisfies WordsOf<
  | 'proxy-unreachable'
  | 'proxy-name-unresolved'
  | 'proxy-refuses-connect'
  | 'proxy-auth-required'
  | 'proxy-speaks-no-http'
  | 'proxy-tls-untrusted'
  | 'proxy-url-invalid'
  | 'proxy-closes-tunnel'
  | 'no-proxy-mismatch'
  | 'proxy-variable-ignored'
  | 'proxy-url-overrides-environment'
  | 'socks-refused'
  | 'socks-auth-required'
  | 'socks-speaks-no-socks'
>

/** `NoProxyEntry.reason` of `target/proxy-choice.ts` in words. */
const NO_PROXY_REASONS: Readonly<Record<string, string>> = {
  'other-host': 'it names another host',
  'other-port': "its port is not the server's",
  'cidr-does-not-contain': 'the address is not in that network',
  'cidr-needs-ip-host':
    'a network matches addresses only, and the server is given by name; no name is looked up for it',
  'wildcard-inside': 'a * is understood alone or as *.domain, never inside an address',
  'has-scheme': 'entries are hosts, not URLs',
  'bracketed-ipv6-without-port': 'an IPv6 address in brackets needs a port',
  'subdomains-only': 'a leading dot means subdomains only',
  'trailing-dot': 'the trailing dots differ',
  'wrong-separator': 'entries are separated by commas alone',
  'ip-prefix': 'the beginning of an address matches nothing',
}
