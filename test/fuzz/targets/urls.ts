import { urlParts } from '../../../src/lib/url-parts.ts'
import { redactUrlPassword } from '../../../src/lib/url-password.ts'
import { parseGoUrl } from '../../../src/target/go-url.ts'
import { readNoProxy } from '../../../src/target/no-proxy.ts'
import { chooseProxy } from '../../../src/target/proxy.ts'
import { readProxyVariable } from '../../../src/target/proxy-endpoint.ts'
import { resolveLocation } from '../../../src/target/redirect-location.ts'
import { redirectedServer } from '../../../src/target/redirected.ts'
import { authorityOf, originOf, requestTarget, requestUrl } from '../../../src/target/request-url.ts'
import { readServerUrl } from '../../../src/target/server-url.ts'
import { redactMessage, redactUrl } from '../../../src/transcript/redact.ts'
import type { FuzzTarget } from '../fuzz-target.ts'
import { holds, same } from '../invariants/holds.ts'
import { RELEASES } from './releases.ts'

const WORDS = [
  'http://',
  'https://',
  'socks5://',
  '//',
  '@',
  ':',
  '%',
  '%25',
  '%41',
  '[',
  ']',
  '[::1]',
  '::',
  '?',
  '#',
  '/',
  '\\',
  '\u0000',
  'ü',
  'xn--',
  '192.0.2.1',
  'api.example',
  'node.1',
  '..',
  ':65536',
  ' ',
  '<',
  '"',
]

/** A server, a proxy-url, a proxy variable, a redirect: what Go and client-go make of any text, and what is shown of it. */
export const urls: FuzzTarget = {
  covers: [
    'target/go-url',
    'target/server-url',
    'target/proxy',
    'target/address-fault',
    'target/redirect',
    'target/request-url',
    'lib/parse-addr',
    'lib/url-parts',
    'lib/url-password',
    'transcript/redact',
  ],
  mutator: 'bytes',
  words: WORDS,
  seeds: () => [
    'https://192.0.2.10:6443',
    'https://u:secret@api.example:6443/a/b?c#d',
    '[fe80::1%25eth0]:443',
    'proxy.example:3128',
    'socks5h://u:p%40@[2001:db8::1]:1080',
    'http:opaque',
    ':',
    'https://exämple.example',
    'parse "https://u:secret@h:x": bad',
  ],
  long: ['/', 'a', ':', '@', 'a.', '%', 'https://', '?', '\u00fc'],
  executions: 1500,
  run(input) {
    const text = Buffer.from(input).toString('utf8')
    const at = { kind: 'default' } as const
    for (const { behaviours } of RELEASES) {
      const rules = behaviours.kubeconfig?.url
      const parsed = parseGoUrl(text, rules)
      if (!parsed.ok) holds(parsed.error !== '', 'a refusal without a word')
      const read = readServerUrl({ value: text, at }, rules)
      if (read.kind === 'ok') holds(read.value.port >= 0 && read.value.port <= 65_535, `port ${read.value.port}`)
      const endpoint = readProxyVariable(text, behaviours.unknownProxyScheme, rules)
      // A zone may hold a blank, escaped (RFC 6874), and so may the name that is made of it.
      if (endpoint !== null) holds(endpoint.host !== '', `no host in ${endpoint.url}`)
    }
    chooseProxy(
      { scheme: 'https', host: 'api.example', port: 6443, proxyUrl: null },
      { HTTPS_PROXY: text, all_proxy: text },
    )
    const read = readServerUrl({ value: text, at })
    if (read.kind === 'ok') {
      const url = requestUrl(read.value, '/api?timeout=32s')
      holds(urlParts(url)?.query === '?timeout=32s', `another query in ${url}`)
      readable(url)
    }
    redirectedServer(text)
    const resolved = resolveLocation(text, 'https://u@[fe80::1%25eth0]:6443/a/b?c')
    if (resolved.ok) readable(resolved.url)
    else holds(resolved.error !== '', 'a refusal without a word')
    redactMessage(text)
    for (const redact of [redactUrl, redactUrlPassword])
      same(redact(redact(text)), redact(text), `${redact.name} twice`)
  },
}

/** What is asked fits into a request line, and leads to where it came from. */
function readable(url: string): void {
  holds(/^\/[!-~]*$/.test(requestTarget(url)), `no request target: ${requestTarget(url)}`)
  originOf(url)
  authorityOf(url)
}

/** NO_PROXY, entry by entry. */
export const noProxy: FuzzTarget = {
  covers: ['target/no-proxy', 'target/cidr', 'lib/ip'],
  mutator: 'bytes',
  words: [...WORDS, ',', '*', '*.', '.example', '192.0.2.0/24', '/32', '::/0', '192.168.1.*', ';'],
  seeds: () => [
    'localhost,127.0.0.1,.example,192.0.2.0/24',
    '*',
    '[2001:db8::1]:6443,2001:db8::/32',
    'https://api.example, api.example:6443;10.*',
  ],
  executions: 1500,
  run(input) {
    const list = Buffer.from(input).toString('utf8')
    for (const host of ['api.example', '192.0.2.10', '2001:db8::1']) {
      const entries = readNoProxy(list, { host, port: 6443 })
      same(entries.map(({ text }) => text).join(','), list, 'the entries together')
      for (const { matches, reason } of entries)
        holds(matches === (reason === 'matches'), `${matches}, since ${reason}`)
    }
  },
}
