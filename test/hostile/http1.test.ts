import { describe, expect, test } from 'vitest'
import { diagnose, type Row } from './doctor.ts'
import { endless, type Script, says, secure, trickles } from './peers.ts'

const OK = 'HTTP/1.1 200 OK\r\n'
const JSON_OK = `${OK}Content-Type: application/json\r\n`
const CHUNKED = `${JSON_OK}Transfer-Encoding: chunked\r\n\r\n`
const MAX = 'x'.repeat(1000)

const rows: readonly Row<Script>[] = [
  [
    'headers without end',
    endless(OK, `X-More: ${MAX}\r\n`),
    '1 - | … net/http: server response headers exceeded 10485760 bytes; aborted',
  ],
  [
    'one header line without end',
    endless(`${OK}X-Long: `, MAX),
    '1 - | … net/http: server response headers exceeded 10485760 bytes; aborted',
  ],
  [
    'a status line without end',
    endless('HTTP/1.1 200 ', MAX),
    '1 - | … net/http: server response headers exceeded 10485760 bytes; aborted',
  ],
  [
    'a first line that is none, without end',
    endless('', MAX),
    '1 - | … net/http: HTTP/1.x transport connection broken: malformed HTTP response "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… 8268',
  ],
  [
    'empty lines without end',
    endless('', '\r\n'),
    '1 - | … net/http: HTTP/1.x transport connection broken: malformed HTTP response ""',
  ],
  [
    'a header of a byte in a record each',
    endless(`${OK}X-Long: `, 'x'),
    '1 - | … net/http: server response headers exceeded 10485760 bytes; aborted',
  ],
  [
    'answers of 1xx without end',
    endless('', 'HTTP/1.1 103 Early Hints\r\n\r\n'),
    '1 - | … net/http: server response headers exceeded 10485760 bytes; aborted',
  ],
  [
    'answers of 1xx without end, with large headers',
    endless('', `HTTP/1.1 103 Early Hints\r\n${`X: ${MAX}\r\n`.repeat(50)}\r\n`),
    '1 - | … net/http: server response headers exceeded 10485760 bytes; aborted',
  ],
  [
    'folded lines without end',
    endless(`${OK}X: y\r\n`, ` ${MAX}\r\n`),
    '1 - | … net/http: server response headers exceeded 10485760 bytes; aborted',
  ],
  [
    'lines that are no headers without end',
    endless(OK, 'x\r\n'),
    '1 - | … net/http: server response headers exceeded 10485760 bytes; aborted',
  ],
  ['chunks without end', endless(CHUNKED, `3e8\r\n${MAX}\r\n`), '0 - | -'],
  ['chunks of one byte without end', endless(CHUNKED, '1\r\nx\r\n'), '0 - | -'],
  ['a chunk extension without end', endless(`${CHUNKED}1;x=`, MAX), '1 - | error: header line too long'],
  [
    'trailers without end',
    endless(`${CHUNKED}0\r\n`, `X: ${MAX}\r\n`),
    '1 - | error: http: suspiciously long trailer after chunked body',
  ],
  ['a chunk size of 2^64', says(`${CHUNKED}10000000000000000\r\nx`, 'end'), '1 - | error: http chunk length too large'],
  ['a chunk size of 2^64 - 1', says(`${CHUNKED}ffffffffffffffff\r\nx`, 'end'), '1 - | error: unexpected EOF'],
  ['a negative chunk size', says(`${CHUNKED}-1\r\nx`, 'end'), '1 - | error: invalid byte in chunk length'],
  ['a chunk size that is no number', says(`${CHUNKED}zz\r\nx`, 'end'), '1 - | error: invalid byte in chunk length'],
  ['a chunk size in 0x form', says(`${CHUNKED}0x1\r\nx`, 'end'), '1 - | error: invalid byte in chunk length'],
  [
    'a chunk longer than it says',
    says(`${CHUNKED}1\r\nxx\r\n0\r\n\r\n`, 'end'),
    '1 - | error: malformed chunked encoding',
  ],
  ['a chunk shorter than it says', says(`${CHUNKED}ff\r\nx`, 'end'), '1 - | error: unexpected EOF'],
  ['a body without end', endless(`${JSON_OK}\r\n`, MAX), '0 - | -'],
  [
    'Content-Length larger than the body',
    says(`${JSON_OK}Content-Length: 100\r\n\r\n{}`, 'end'),
    '1 connection-closed | error: unexpected EOF',
  ],
  ['Content-Length smaller than the body', says(`${JSON_OK}Content-Length: 1\r\n\r\n{}{}{}`, 'end'), '0 - | -'],
  [
    'Content-Length twice, different',
    says(`${JSON_OK}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, 'end'),
    '1 connection-closed | … net/http: HTTP/1.x transport connection broken: http: message cannot contain multiple Content-Length headers; got ["2"… 125',
  ],
  [
    'Content-Length twice, the same',
    says(`${JSON_OK}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}`, 'end'),
    '0 - | -',
  ],
  [
    'a negative Content-Length',
    says(`${JSON_OK}Content-Length: -1\r\n\r\n{}`, 'end'),
    '1 - | … net/http: HTTP/1.x transport connection broken: bad Content-Length "-1"',
  ],
  [
    'Content-Length 2^63',
    says(`${JSON_OK}Content-Length: 9223372036854775808\r\n\r\n{}`, 'end'),
    '1 - | … net/http: HTTP/1.x transport connection broken: bad Content-Length "9223372036854775808"',
  ],
  ['Content-Length 2^63 - 1', says(`${JSON_OK}Content-Length: 9223372036854775807\r\n\r\n{}`, 'end'), '0 - | -'],
  [
    'Content-Length and chunks',
    says(`${JSON_OK}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`, 'end'),
    '0 - | -',
  ],
  [
    'an unknown transfer coding',
    says(`${JSON_OK}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`, 'end'),
    '1 - | … net/http: HTTP/1.x transport connection broken: unsupported transfer encoding: "gzip, chunked"',
  ],
  [
    'NUL in a header',
    says(`${JSON_OK}X: a\0b\r\nContent-Length: 2\r\n\r\n{}`, 'end'),
    '1 - | … net/http: HTTP/1.x transport connection broken: malformed MIME header line: X: a\\x00b',
  ],
  [
    'a bare CR in a header',
    says(`${JSON_OK}X: a\rb\r\nContent-Length: 2\r\n\r\n{}`, 'end'),
    '1 - | … net/http: HTTP/1.x transport connection broken: malformed MIME header line: X: a\\rb',
  ],
  ['a folded header', says(`${JSON_OK}X: a\r\n b\r\nContent-Length: 2\r\n\r\n{}`, 'end'), '0 - | -'],
  [
    'no status',
    says('HTTP/1.1\r\n\r\n', 'end'),
    '1 - | … net/http: HTTP/1.x transport connection broken: malformed HTTP response "HTTP/1.1"',
  ],
  [
    'a status of four digits',
    says('HTTP/1.1 2000 OK\r\n\r\n', 'end'),
    '1 - | … net/http: HTTP/1.x transport connection broken: malformed HTTP status code "2000"',
  ],
  [
    'HTTP/0.9',
    says('<html>hello</html>', 'end'),
    '1 - | … net/http: HTTP/1.x transport connection broken: malformed HTTP response "<html>hello</html>"',
  ],
  [
    'another protocol',
    says('SSH-2.0-OpenSSH_9.6\r\n', 'end'),
    '1 - | … net/http: HTTP/1.x transport connection broken: malformed HTTP response "SSH-2.0-OpenSSH_9.6"',
  ],
  [
    'NUL bytes',
    says('\0'.repeat(4096), 'end'),
    '1 - | … net/http: HTTP/1.x transport connection broken: malformed HTTP response "\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\… 16460',
  ],
  [
    "HTTP/2's preface",
    says('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'end'),
    '1 - | … net/http: HTTP/1.x transport connection broken: malformed HTTP status code "*"',
  ],
  [
    'an HTTP/2 frame',
    says(Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 0, 0), 'end'),
    '1 - | … net/http: HTTP/1.x transport connection broken: malformed HTTP response "\\x00\\x00\\x00\\x04\\x00\\x00\\x00\\x00\\x00"',
  ],
  [
    '101 unasked',
    says('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nwhat', 'end'),
    '1 - | error: 101 while accessing https://HERE/version: ',
  ],
  [
    'a redirect to itself',
    says('HTTP/1.1 302 Found\r\nLocation: /version\r\nContent-Length: 0\r\n\r\n', 'end'),
    '1 redirected-to-login | … stopped after 10 redirects',
  ],
  [
    'a redirect to javascript:',
    says('HTTP/1.1 302 Found\r\nLocation: javascript:alert(1)\r\nContent-Length: 0\r\n\r\n', 'end'),
    '1 redirected-to-login | … unsupported protocol scheme "javascript"',
  ],
  [
    'a redirect to file:',
    says('HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n', 'end'),
    '1 redirected-to-login | … unsupported protocol scheme "file"',
  ],
  [
    'a redirect to no URL',
    says('HTTP/1.1 302 Found\r\nLocation: https://[::1\r\nContent-Length: 0\r\n\r\n', 'end'),
    '1 redirected-to-login | … failed to parse Location header "https://[::1": parse "https://[::1": missing \']\' in host',
  ],
  [
    'a redirect to a URL of 900 kB',
    says(`HTTP/1.1 302 Found\r\nLocation: /${MAX.repeat(900)}\r\nContent-Length: 0\r\n\r\n`, 'end'),
    '0 - | -',
  ],
  [
    'a body said to be gzip that is none',
    says(`${JSON_OK}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}`, 'end'),
    '0 - | -',
  ],
  ['a byte at a time', trickles(`${JSON_OK}Content-Length: 2\r\n\r\n{}`, 1), '0 - | -'],
  ['the end instead of an answer', says('', 'end'), '1 connection-closed | … EOF'],
  [
    'a reset instead of an answer',
    says('', 'reset'),
    '1 connection-reset | … read tcp THERE->HERE: read: connection reset by peer',
  ],
  [
    'the end inside the head',
    says(`${OK}X: `, 'end'),
    '1 connection-closed | … net/http: HTTP/1.x transport connection broken: unexpected EOF',
  ],
  [
    'a reset inside the head',
    says(`${OK}X: `, 'reset'),
    '1 connection-reset | … read tcp THERE->HERE: read: connection reset by peer',
  ],
  [
    'a reset inside the body',
    says(`${JSON_OK}Content-Length: 100\r\n\r\n{}`, 'reset'),
    '1 connection-reset | … read tcp THERE->HERE: read: connection reset by peer',
  ],
  [
    'a reset inside a chunk',
    says(`${CHUNKED}ff\r\nx`, 'reset'),
    '1 connection-reset | … read tcp THERE->HERE: read: connection reset by peer',
  ],
]

describe('HTTP/1.1 servers', () => {
  for (const [title, peer, expected, ...args] of rows) {
    test(title, async () => {
      const port = await secure('http/1.1', peer)
      expect(await diagnose({ server: `https://127.0.0.1:${port}`, args })).toBe(expected)
    })
  }
})
