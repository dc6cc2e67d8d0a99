import { alertRecord } from './hello.ts'
import { end, receive, receiveHead, reset, type Step, send } from './script.ts'
import { CLOSED, NOWHERE, PROXY, SERVER, type Situation } from './situation.ts'
import { type Certificates, configOf, serving } from './world.ts'

const OK = 'HTTP/1.1 200 Connection established\r\n\r\n'

/** HTTP, HTTPS and SOCKS5 proxies that say everything a proxy can say. */
export function proxies(certificates: Certificates): readonly Situation[] {
  const connect = Object.entries({ ...statusLines(), ...brokenConnect(), ...insideTunnel(certificates) })
  const socks = Object.entries(socksAnswers())
  const https = Object.entries(httpsProxies(certificates))
  const config = configOf(certificates.root, { server: `https://${SERVER}:6443` })
  const byName = configOf(certificates.root, { server: 'https://api.example:6443' })
  return [
    ...connect.map(([id, steps], i): Situation => {
      const port = 23_000 + i
      return {
        id: `connect/${id}`,
        kubeconfig: config,
        env: { HTTPS_PROXY: `http://${PROXY}:${port}` },
        servers: [{ host: PROXY, port, steps }],
      }
    }),
    ...socks.map(([id, steps], i): Situation => {
      const port = 24_000 + i
      const url = `socks5://${id.startsWith('password') ? 'u:p@' : ''}${PROXY}:${port}`
      return {
        id: `socks/${id}`,
        kubeconfig: id.startsWith('named') ? byName : config,
        env: { HTTPS_PROXY: url },
        servers: [{ host: PROXY, port, steps }],
      }
    }),
    ...https.map(([id, steps], i): Situation => {
      const port = 25_000 + i
      const host = id.startsWith('named') ? 'proxy.example' : PROXY
      return {
        id: `https-proxy/${id}`,
        kubeconfig: config,
        env: { HTTPS_PROXY: `https://${host}:${port}` },
        servers: [{ host: PROXY, port, steps }],
      }
    }),
    ...unreachable(config),
  ]
}

function statusLines(): Readonly<Record<string, readonly Step[]>> {
  const lines = [
    '200 OK',
    '201 Created',
    '202 Accepted',
    '204 No Content',
    '206 Partial Content',
    '299 Odd',
    '301 Moved Permanently',
    '302 Found',
    '307 Temporary Redirect',
    '400 Bad Request',
    '401 Unauthorized',
    '402 Payment Required',
    '403 Forbidden',
    '403 Access to api blocked by policy (category: x)',
    '404 Not Found',
    '405 Method Not Allowed',
    '407 Proxy Authentication Required',
    '407 authenticationrequired',
    '408 Request Timeout',
    '429 Too Many Requests',
    '500 Internal Server Error',
    '502 Bad Gateway',
    '502 connection refused',
    '502 Connection refused',
    '503 Service Unavailable',
    '504 Gateway Timeout',
    '511 Network Authentication Required',
    '600 Six',
    '999 Nine',
    '502 ',
    '502',
    '403  two blanks',
    '403 tab\there',
    '403 caf\xc3\xa9',
    '403 caf\xe9',
    '000 zero',
    '099 low',
    '403 "quoted" \\ back',
  ]
  return Object.fromEntries(
    lines.map((line) => [
      `status ${JSON.stringify(line)}`,
      [
        receiveHead,
        send(`HTTP/1.1 ${line}\r\nContent-Length: 0\r\n\r\n`),
        ...(line === '200 OK' ? [receive, end] : []),
      ],
    ]),
  )
}

function brokenConnect(): Readonly<Record<string, readonly Step[]>> {
  const said = (text: string): readonly Step[] => [receiveHead, send(text), end]
  return {
    'closed-at-once': [end],
    'closed-after-request': [receiveHead, end],
    'reset-after-request': [receiveHead, reset],
    junk: said('hello\r\n'),
    'junk-no-line': said('hello'),
    'junk-long': said(`${'x'.repeat(200)}\r\n`),
    ssh: said('SSH-2.0-OpenSSH_9.9\r\n'),
    'tls-alert': said('\x15\x03\x01\x00\x02\x02F'),
    'tls-alert-line': said('\x15\x03\x01\x00\x02\x02F\r\n'),
    'socks-answer': said('\x05\xff'),
    'status-abc': said('HTTP/1.1 abc OK\r\n\r\n'),
    'status-2000': said('HTTP/1.1 2000 OK\r\n\r\n'),
    'status-negative': said('HTTP/1.1 -20 OK\r\n\r\n'),
    'version-9': said('HTTP/9 200 OK\r\n\r\n'),
    'version-2.0': said('HTTP/2.0 403 Forbidden\r\n\r\n'),
    'version-1.0': said('HTTP/1.0 403 Forbidden\r\n\r\n'),
    'version-letters': said('HTTP/x.y 403 Forbidden\r\n\r\n'),
    'version-lower': said('http/1.1 403 Forbidden\r\n\r\n'),
    icy: said('ICY 200 OK\r\n\r\n'),
    'head-cut': said('HTTP/1.1 403 Forb'),
    'head-without-end': said('HTTP/1.1 403 Forbidden\r\nVia: x\r\n'),
    'header-no-colon': said('HTTP/1.1 403 Forbidden\r\nfoo bar\r\n\r\n'),
    'header-no-colon-cut': said('HTTP/1.1 200 OK\r\nfoo bar'),
    'header-continued-first': said('HTTP/1.1 407 Proxy Authentication Required\r\n x: y\r\n\r\n'),
    'header-empty-name': said('HTTP/1.1 403 Forbidden\r\n: bar\r\n\r\n'),
    'header-space-before-colon': said('HTTP/1.1 403 Forbidden\r\nfoo : bar\r\n\r\n'),
    'length-twice': said('HTTP/1.1 403 Forbidden\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello'),
    'encoding-twice': said(
      'HTTP/1.1 403 Forbidden\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n',
    ),
    'header-no-colon-200': said('HTTP/1.1 200 OK\r\nfoo bar\r\n\r\n'),
    'line-feeds-only': said('HTTP/1.1 407 Proxy Authentication Required\n\n'),
    'leading-blank-line': said('\r\nHTTP/1.1 403 Forbidden\r\n\r\n'),
    continue: said('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'),
    'transfer-encoding-bad': said('HTTP/1.1 403 Forbidden\r\nTransfer-Encoding: gzip2\r\n\r\n'),
    'length-bad': said('HTTP/1.1 403 Forbidden\r\nContent-Length: abc\r\n\r\n'),
    negotiate: said(
      'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n',
    ),
  }
}

function insideTunnel({ server, foreign, expired }: Certificates): Readonly<Record<string, readonly Step[]>> {
  const tunnelled = (...steps: readonly Step[]): readonly Step[] => [receiveHead, send(OK), ...steps]
  const json = send('HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno')
  const speaking = (certificate: typeof server): readonly Step[] =>
    tunnelled({ do: 'tls', options: serving(certificate), inside: [receiveHead, json] })
  return {
    'tunnel-sound': speaking(server),
    'tunnel-intercepted': speaking(foreign),
    'tunnel-expired': speaking(expired),
    'tunnel-closed': tunnelled(receive, end),
    'tunnel-reset': tunnelled(receive, reset),
    'tunnel-http': tunnelled(receive, send('HTTP/1.1 400 Bad Request\r\n\r\n'), end),
    'tunnel-junk': tunnelled(receive, send('junk junk'), end),
    'tunnel-alert': tunnelled(receive, send(alertRecord(2, 40)), end),
    'tunnel-alert-112': tunnelled(receive, send(alertRecord(2, 112)), end),
    'tunnel-partial': tunnelled(receive, send(Uint8Array.of(0x16, 3, 3, 0, 9)), end),
    'tunnel-with-length': [receiveHead, send('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello'), receive, end],
  }
}

function socksAnswers(): Readonly<Record<string, readonly Step[]>> {
  const method = (code: number) => send(Uint8Array.of(5, code))
  const replied = (...octets: readonly number[]): readonly Step[] => [
    receive,
    method(0),
    receive,
    send(Uint8Array.from(octets)),
    end,
  ]
  const rest = [0, 1, 0, 0, 0, 0, 0, 0]
  return {
    ...Object.fromEntries(
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 91, 255].map((code) => [`reply-${code}`, replied(5, code, ...rest)]),
    ),
    'named-reply-4': replied(5, 4, ...rest),
    'closed-at-once': [end],
    'closed-after-greeting': [receive, end],
    'closed-after-method': [receive, method(0), receive, end],
    'closed-in-reply': replied(5, 0),
    'reset-after-greeting': [receive, reset],
    'reset-after-method': [receive, method(0), receive, reset],
    'method-none': [receive, method(0xff), end],
    'method-password-unasked': [receive, method(2), end],
    'method-gssapi': [receive, method(1), end],
    'version-4': [receive, send(Uint8Array.of(4, 0)), end],
    http: [receive, send('HTTP/1.1 400 Bad Request\r\n\r\n'), end],
    'reply-version-4': replied(4, 0, ...rest),
    reserved: replied(5, 0, 1, 1, 0, 0, 0, 0, 0, 0),
    'address-type-9': replied(5, 0, 0, 9, 0, 0, 0, 0, 0, 0),
    'address-cut': replied(5, 0, 0, 1, 0, 0),
    'connected-then-end': [
      receive,
      method(0),
      receive,
      send(Uint8Array.of(5, 0, 0, 1, 0, 0, 0, 0, 0, 0)),
      receive,
      end,
    ],
    'connected-name-then-http': [
      receive,
      method(0),
      receive,
      send(Uint8Array.of(5, 0, 0, 3, 1, 0x61, 0, 0)),
      receive,
      send('HTTP/1.1 400 Bad\r\n\r\n'),
      end,
    ],
    'password-accepted-refused': [
      receive,
      method(2),
      receive,
      send(Uint8Array.of(1, 0)),
      receive,
      send(Uint8Array.from([5, 2, ...rest])),
      end,
    ],
    'password-wrong': [receive, method(2), receive, send(Uint8Array.of(1, 1)), end],
    'password-bad-version': [receive, method(2), receive, send(Uint8Array.of(9, 0)), end],
    'password-closed': [receive, method(2), receive, end],
    'password-method-none': [receive, method(0xff), end],
    'password-not-wanted': [receive, method(0), receive, send(Uint8Array.from([5, 3, ...rest])), end],
  }
}

function httpsProxies({ proxy, foreign, server, expired }: Certificates): Readonly<Record<string, readonly Step[]>> {
  const speaking = (certificate: typeof proxy, ...inside: readonly Step[]): readonly Step[] => [
    { do: 'tls', options: serving(certificate), inside },
  ]
  const refusing = [receiveHead, send('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n'), end]
  return {
    'sound-403': speaking(proxy, ...refusing),
    'named-sound-403': speaking(proxy, ...refusing),
    foreign: speaking(foreign, ...refusing),
    'wrong-name': speaking(server, ...refusing),
    'named-wrong-name': speaking(server, ...refusing),
    expired: speaking(expired, ...refusing),
    'closed-inside': speaking(proxy, receiveHead, end),
    'junk-inside': speaking(proxy, receiveHead, send('hello\r\n'), end),
    'plain-http': [receive, send('HTTP/1.1 400 Bad Request\r\n\r\n'), end],
    junk: [receive, send('junk junk'), end],
    closed: [receive, end],
    'closed-at-once': [end],
    reset: [receive, reset],
    'alert-40': [receive, send(alertRecord(2, 40)), end],
    'alert-70': [receive, send(alertRecord(2, 70)), end],
  }
}

function unreachable(config: string): readonly Situation[] {
  const urls: Readonly<Record<string, string>> = {
    refused: `http://${CLOSED}:3128`,
    'refused-https': `https://${CLOSED}:3128`,
    'refused-socks': `socks5://${CLOSED}:1080`,
    'refused-name': 'http://closed.example:3128',
    'no-route': `http://${NOWHERE}:3128`,
    'name-unknown': 'http://nx.example:3128',
    'name-unknown-https': 'https://nx.example:3128',
    'name-unknown-socks': 'socks5://nx.example:1080',
    'name-servfail': 'http://servfail.example:3128',
    'default-port': `http://${CLOSED}`,
    'default-port-https': `https://${CLOSED}`,
    'default-port-socks': `socks5://${CLOSED}`,
    'port-0': `http://${CLOSED}:0`,
    'port-large': `http://${CLOSED}:99999`,
  }
  return Object.entries(urls).flatMap(([id, url]): readonly Situation[] => [
    { id: `unreachable-proxy/${id}`, kubeconfig: config, env: { HTTPS_PROXY: url } },
  ])
}
