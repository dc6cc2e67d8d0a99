import { describe, expect, test } from 'vitest'
import { concatBytes } from '../../src/lib/bytes.ts'
import { diagnose, type Row } from './doctor.ts'
import { clear, endless, type Script, says, trickles } from './peers.ts'

const MORE = 'x'.repeat(1000)
const OK = 'HTTP/1.1 200 Connection established\r\n'
const PROXY_AUTH = 'HTTP/1.1 407 Proxy Authentication Required\r\n'

const httpProxies: readonly Row<Script>[] = [
  ['headers without end', endless(OK, `X-More: ${MORE}\r\n`), '1 - | … context deadline exceeded'],
  ['one header without end', endless(`${OK}X: `, MORE), '1 - | … context deadline exceeded'],
  ['a status line without end', endless('HTTP/1.1 200 ', MORE), '1 - | … context deadline exceeded'],
  [
    'a head of 900 KB, a tunnel, and the end',
    says(`${OK}${`X-More: ${MORE}\r\n`.repeat(900)}\r\n`, 'end'),
    '1 proxy-closes-tunnel | … EOF',
  ],
  [
    'a line that is no header, and others without end',
    endless(`${OK}foo bar\r\n`, `X-More: ${MORE}\r\n`),
    '1 - | … malformed MIME header: missing colon: "foo bar"',
  ],
  [
    'a first line that is none, without end',
    endless('', MORE),
    '1 proxy-speaks-no-http | … malformed HTTP response "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… 8220',
  ],
  [
    'NUL bytes without end',
    endless('', new Uint8Array(1000)),
    '1 proxy-speaks-no-http | … malformed HTTP response "\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\… 32796',
  ],
  ['empty lines without end', endless('', '\r\n'), '1 proxy-speaks-no-http | … malformed HTTP response ""'],
  ['a byte at a time, and never done', trickles(`${OK}${'X: y\r\n'.repeat(10_000)}`, 5), '3 - | -', '--timeout=1s'],
  ['silence', says(''), '3 - | -', '--timeout=1s'],
  ['half a head, and silence', says(OK), '3 - | -', '--timeout=1s'],
  ['the end', says('', 'end'), '1 proxy-closes-tunnel | … unexpected EOF'],
  ['a reset', says('', 'reset'), '1 proxy-closes-tunnel | … read tcp THERE->THERE: read: connection reset by peer'],
  ['the end inside the head', says(OK, 'end'), '1 proxy-closes-tunnel | … unexpected EOF'],
  [
    'a reset inside the head',
    says(OK, 'reset'),
    '1 proxy-closes-tunnel | … read tcp THERE->THERE: read: connection reset by peer',
  ],
  ['200 with a body', says(`${OK}Content-Length: 5\r\n\r\nhello`, 'end'), '1 proxy-closes-tunnel | … EOF'],
  [
    '200, and then junk without end',
    endless(`${OK}\r\n`, MORE),
    '1 not-tls | … tls: first record does not look like a TLS handshake',
  ],
  ['200 in chunks', says(`${OK}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 'end'), '1 proxy-closes-tunnel | … EOF'],
  ['200, and the end', says(`${OK}\r\n`, 'end'), '1 proxy-closes-tunnel | … EOF'],
  ['1xx before 200', says(`HTTP/1.1 100 Continue\r\n\r\n${OK}\r\n`, 'end'), '1 proxy-refuses-connect | … Continue'],
  ['1xx without end', endless('', 'HTTP/1.1 100 Continue\r\n\r\n'), '1 proxy-refuses-connect | … Continue'],
  ['101', says('HTTP/1.1 101 Switching Protocols\r\n\r\n', 'end'), '1 proxy-refuses-connect | … Switching Protocols'],
  ['204', says('HTTP/1.1 204 No Content\r\n\r\n', 'end'), '1 proxy-refuses-connect | … No Content'],
  [
    'a redirect',
    says('HTTP/1.1 302 Found\r\nLocation: https://evil.example/?a=b\r\nContent-Length: 0\r\n\r\n', 'end'),
    '1 proxy-refuses-connect | … Found',
  ],
  [
    '407 without a challenge',
    says(`${PROXY_AUTH}Content-Length: 0\r\n\r\n`, 'end'),
    '1 proxy-auth-required | … Proxy Authentication Required',
  ],
  [
    '407 with 1000 challenges',
    says(`${PROXY_AUTH}${'Proxy-Authenticate: Basic realm="x"\r\n'.repeat(1000)}\r\n`, 'end'),
    '1 proxy-auth-required | … Proxy Authentication Required',
  ],
  [
    '407 with a challenge of 60 KB',
    says(`${PROXY_AUTH}Proxy-Authenticate: Basic realm="${MORE.repeat(60)}"\r\n\r\n`, 'end'),
    '1 proxy-auth-required | … Proxy Authentication Required',
  ],
  [
    'a refusal whose body never ends',
    endless('HTTP/1.1 403 Forbidden\r\n\r\n', MORE),
    '1 proxy-refuses-connect | … Forbidden',
  ],
  [
    'a refusal whose body never comes',
    says('HTTP/1.1 403 Forbidden\r\nContent-Length: 100\r\n\r\n'),
    '1 proxy-refuses-connect | … Forbidden',
  ],
  [
    'a refusal of 10^30 octets',
    says(`HTTP/1.1 403 Forbidden\r\nContent-Length: 1${'0'.repeat(30)}\r\n\r\nno`, 'end'),
    '1 proxy-refuses-connect | … bad Content-Length "1000000000000000000000000000000"',
  ],
  [
    'escapes in the phrase',
    says('HTTP/1.1 403 \x1b]0;owned\x07\x1b[2J\r\n\r\n', 'end'),
    '1 proxy-refuses-connect | … \\x1b]0;owned\\x07\\x1b[2J',
  ],
  [
    'escapes in a header',
    says('HTTP/1.1 403 Forbidden\r\nX: \x1b[2J\r\n\r\n', 'end'),
    '1 proxy-refuses-connect | … malformed MIME header line: X: \\x1b[2J',
  ],
  [
    'NUL in a header',
    says(`${OK}X: a\0b\r\n\r\n`, 'end'),
    '1 proxy-closes-tunnel | … malformed MIME header line: X: a\\x00b',
  ],
  [
    'a status of four digits',
    says('HTTP/1.1 2000 OK\r\n\r\n', 'end'),
    '1 proxy-speaks-no-http | … malformed HTTP status code "2000"',
  ],
  ['no status', says('HTTP/1.1\r\n\r\n', 'end'), '1 proxy-speaks-no-http | … malformed HTTP response "HTTP/1.1"'],
  [
    'HTTP/2',
    says(Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 0, 0), 'end'),
    '1 proxy-speaks-no-http | … malformed HTTP response "\\x00\\x00\\x00\\x04\\x00\\x00\\x00\\x00\\x00"',
  ],
  [
    'TLS',
    says(Uint8Array.of(21, 3, 3, 0, 2, 2, 70), 'end'),
    '1 proxy-speaks-no-http | … malformed HTTP response "\\x15\\x03\\x03\\x00\\x02\\x02F"',
  ],
  [
    'SSH',
    says('SSH-2.0-OpenSSH_9.6\r\n', 'end'),
    '1 proxy-speaks-no-http | … malformed HTTP response "SSH-2.0-OpenSSH_9.6"',
  ],
  [
    'what it was asked',
    (stream) => void stream.pipe(stream),
    '1 proxy-speaks-no-http | … malformed HTTP status code "HERE"',
  ],
]

/** The greeting's answer, and then this to the request, byte by byte as it was asked for. */
const accepting =
  (reply: Uint8Array | string, after: 'end' | 'stay' = 'end', method = 0): Script =>
  (stream) => {
    let heard = 0
    stream.on('data', () => {
      heard++
      if (heard === 1) stream.write(Uint8Array.of(5, method))
      if (heard === 2)
        stream.write(
          typeof reply === 'string' ? Buffer.from(reply, 'latin1') : reply,
          () => after === 'end' && stream.end(),
        )
    })
  }

const socksProxies: readonly Row<Script>[] = [
  [
    'no method that it takes',
    says(Uint8Array.of(5, 0xff), 'end'),
    '1 socks-auth-required | … socks connect tcp THERE->HERE: no acceptable authentication methods',
  ],
  [
    'a method that nobody offered',
    says(Uint8Array.of(5, 0x80), 'end'),
    '1 socks-speaks-no-socks | … socks connect tcp THERE->HERE: EOF',
  ],
  [
    'a password that nobody has',
    says(Uint8Array.of(5, 2), 'end'),
    '1 socks-speaks-no-socks | … socks connect tcp THERE->HERE: EOF',
  ],
  [
    'version 4',
    says(Uint8Array.of(0, 0x5b, 0, 0, 0, 0, 0, 0), 'end'),
    '1 socks-speaks-no-socks | … socks connect tcp THERE->HERE: unexpected protocol version 0',
  ],
  [
    'version 255',
    says(Uint8Array.of(255, 0), 'end'),
    '1 socks-speaks-no-socks | … socks connect tcp THERE->HERE: unexpected protocol version 255',
  ],
  [
    'HTTP',
    says('HTTP/1.1 400 Bad Request\r\n\r\n', 'end'),
    '1 socks-speaks-no-socks | … socks connect tcp THERE->HERE: unexpected protocol version 72',
  ],
  ['silence to the greeting', says(''), '3 - | -', '--timeout=1s'],
  ['one byte, and silence', says(Uint8Array.of(5)), '3 - | -', '--timeout=1s'],
  [
    'one byte, and the end',
    says(Uint8Array.of(5), 'end'),
    '1 socks-speaks-no-socks | … socks connect tcp THERE->HERE: unexpected EOF',
  ],
  ['the end instead of a method', says('', 'end'), '1 socks-speaks-no-socks | … socks connect tcp THERE->HERE: EOF'],
  [
    'a reset instead of a method',
    says('', 'reset'),
    '1 socks-speaks-no-socks | … socks connect tcp THERE->HERE: read tcp THERE->THERE: read: connection reset by peer',
  ],
  [
    'an answer without end',
    endless('', Uint8Array.of(5, 0)),
    '1 socks-speaks-no-socks | … socks connect tcp THERE->HERE: non-zero reserved field',
  ],
  [
    'a reply in version 4',
    accepting(Uint8Array.of(4, 0, 0, 1, 0, 0, 0, 0, 0, 0)),
    '1 socks-speaks-no-socks | … socks connect tcp THERE->HERE: unexpected protocol version 4',
  ],
  [
    'a reply of no known number',
    accepting(Uint8Array.of(5, 200, 0, 1, 0, 0, 0, 0, 0, 0)),
    '1 socks-refused | … socks connect tcp THERE->HERE: unknown error unknown code: 200',
  ],
  [
    'a refusal',
    accepting(Uint8Array.of(5, 2, 0, 1, 0, 0, 0, 0, 0, 0)),
    '1 socks-refused | … socks connect tcp THERE->HERE: unknown error connection not allowed by ruleset',
  ],
  [
    'a reserved octet that is used',
    accepting(Uint8Array.of(5, 0, 7, 1, 0, 0, 0, 0, 0, 0)),
    '1 socks-speaks-no-socks | … socks connect tcp THERE->HERE: non-zero reserved field',
  ],
  [
    'an address of type 9',
    accepting(Uint8Array.of(5, 0, 0, 9, 0, 0, 0, 0, 0, 0)),
    '1 socks-speaks-no-socks | … socks connect tcp THERE->HERE: unknown address type 9',
  ],
  [
    'a name longer than what follows',
    accepting(Uint8Array.of(5, 0, 0, 3, 255, 1, 2, 3)),
    '1 socks-speaks-no-socks | … socks connect tcp THERE->HERE: unexpected EOF',
  ],
  ['a name of no octets', accepting(Uint8Array.of(5, 0, 0, 3, 0, 0, 0)), '1 proxy-closes-tunnel | … EOF'],
  [
    'half a reply, and the end',
    accepting(Uint8Array.of(5, 0, 0)),
    '1 socks-speaks-no-socks | … socks connect tcp THERE->HERE: unexpected EOF',
  ],
  ['half a reply, and silence', accepting(Uint8Array.of(5, 0, 0), 'stay'), '3 - | -', '--timeout=1s'],
  [
    'a reply without end',
    accepting(new Uint8Array(8_000_000).fill(5)),
    '1 socks-refused | The connection to the server HERE was refused - did you specify the right host or port?',
  ],
  [
    'a tunnel full of junk',
    accepting(concatBytes(Uint8Array.of(5, 0, 0, 1, 0, 0, 0, 0, 0, 0), Buffer.from(MORE.repeat(100)))),
    '1 not-tls | … tls: first record does not look like a TLS handshake',
  ],
]

const socksProxiesWithPassword: readonly Row<Script>[] = [
  [
    'a method beside the two offered',
    says(Uint8Array.of(5, 3), 'end'),
    '1 socks-auth-required | … socks connect tcp THERE->HERE: no acceptable authentication methods',
  ],
  [
    'the password refused',
    accepting(Uint8Array.of(1, 1), 'end', 2),
    '1 socks-auth-required | … socks connect tcp THERE->HERE: username/password authentication failed',
  ],
  [
    'a password answer of another version',
    accepting(Uint8Array.of(5, 0), 'end', 2),
    '1 socks-auth-required | … socks connect tcp THERE->HERE: invalid username/password version',
  ],
  [
    'half a password answer',
    accepting(Uint8Array.of(1), 'end', 2),
    '1 socks-speaks-no-socks | … socks connect tcp THERE->HERE: unexpected EOF',
  ],
]

const families = [
  ['HTTP proxies', 'http://', httpProxies],
  ['SOCKS proxies', 'socks5://', socksProxies],
  ['SOCKS proxies that get a password', 'socks5://jane:a-password@', socksProxiesWithPassword],
] as const

describe.each(families)('%s', (_, url, rows) => {
  for (const [title, peer, expected, ...args] of rows) {
    test(title, async () => {
      const port = await clear(peer)
      const cluster = { 'proxy-url': `${url}127.0.0.1:${port}` }
      const server = 'https://127.0.0.1:1'
      expect(await diagnose({ server, cluster, args: ['--only=kubeconfig', ...args] })).toBe(expected)
    })
  }
})
