import { end, receiveHead, type Step, send } from './script.ts'

type Answers = Readonly<Record<string, readonly Step[]>>

const raw = (text: string): readonly Step[] => [receiveHead, send(text), end]

/** HTTP/1.x heads that the RFC does not allow, one oddity each: Go takes more of them than any library. */
export function brokenHeads(): Answers {
  const fields: Readonly<Record<string, string>> = {
    'name-parenthesis': 'fo(o: x',
    'name-tab': 'foo\t: x',
    'name-utf8': 'f\xc3\xbc: x',
    'name-inner-space': 'fo o: x',
    'value-nul': 'X: a\x00b',
    'value-delete': 'X: a\x7fb',
    'value-escape': 'X: a\x1b[31mb',
    'value-latin1': 'X: caf\xe9',
    'value-carriage-return': 'X: a\rb',
    continued: 'X: a\r\n b',
    'continued-no-colon': 'X\r\n : b',
    'second-no-colon': 'X: a\r\nfoo \xff bar',
    'empty-then-no-colon': ': a\r\nfoo',
    'length-plus': 'Content-Length: +2',
    'length-spaces': 'Content-Length:   2  ',
    'length-empty': 'Content-Length:',
    'length-list': 'Content-Length: 2, 2',
    'length-huge': 'Content-Length: 99999999999999999999',
    'length-hex': 'Content-Length: 0x2',
    'encoding-upper': 'Transfer-Encoding: CHUNKED',
    'encoding-list': 'Transfer-Encoding: gzip, chunked',
    'encoding-twice': 'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked',
    'encoding-identity': 'Transfer-Encoding: identity',
    'encoding-empty': 'Transfer-Encoding:',
    'encoding-and-length': 'Transfer-Encoding: gzip\r\nContent-Length: abc',
    'trailer-bad-key': 'Trailer: Content-Length',
  }
  const withField = Object.entries(fields).map(([id, field]) => [
    `field-${id}`,
    raw(`HTTP/1.1 200 OK\r\n${field}\r\n\r\n`),
  ])
  const informational = (times: number) => 'HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n'.repeat(times)
  const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'
  return {
    ...Object.fromEntries(withField),
    'http10-encoding': raw('HTTP/1.0 200 OK\r\nTransfer-Encoding: gzip2\r\n\r\n{}'),
    'http10-chunked': raw('HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz'),
    '204-length-bad': raw('HTTP/1.1 204 No Content\r\nContent-Length: abc\r\n\r\n'),
    '304-encoding-bad': raw('HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: x\r\n\r\n'),
    '304-length-bad': raw('HTTP/1.1 304 Not Modified\r\nContent-Length: abc\r\n\r\n'),
    '101-length-bad': raw('HTTP/1.1 101 Switching Protocols\r\nContent-Length: abc\r\n\r\n'),
    '103-length-bad': raw(`HTTP/1.1 103 Early Hints\r\nContent-Length: abc\r\n\r\n${ok}`),
    'chunked-and-length-bad': raw(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: abc\r\n\r\n0\r\n\r\n',
    ),
    '403-no-colon': raw('HTTP/1.1 403 Forbidden\r\nfoo bar\r\n\r\nno'),
    'leading-blank-line': raw(`\r\n${ok}`),
    'status-two-spaces': raw(ok.replace(' 200', '  200')),
    'status-tab': raw(ok.replace(' 200 OK', '\t200\tOK')),
    'version-1.10': raw(ok.replace('1.1', '1.10')),
    'version-2.0': raw(ok.replace('1.1', '2.0')),
    'version-0.9': raw(ok.replace('1.1', '0.9')),
    'status-099': raw(ok.replace('200 OK', '099 Low')),
    'status-without-version': raw('200 OK\r\n\r\n'),
    'hints-5': raw(informational(5) + ok),
    'hints-6': raw(informational(6) + ok),
    'hints-then-closed': raw(informational(1)),
    'hints-then-junk': raw(`${informational(1)}hello\r\n`),
    'hints-no-colon': raw(`HTTP/1.1 103 Early Hints\r\nfoo\r\n\r\n${ok}`),
    'closed-behind-status-line': raw('HTTP/1.1 200 OK\r\n'),
    'closed-in-status-line': raw('HTTP/1.1 200 OK'),
    'closed-behind-field': raw('HTTP/1.1 200 OK\r\nVia: x\r\n'),
    'closed-in-field': raw('HTTP/1.1 200 OK\r\nVia: x'),
    'long-first-line': raw(`${'x'.repeat(5000)}\r\n\r\n`),
  }
}

/** Bodies in chunked coding (RFC 9112 section 7.1) that are not. */
export function brokenBodies(): Answers {
  const chunks: Readonly<Record<string, string>> = {
    sound: '2\r\n{}\r\n0\r\n\r\n',
    extension: '2;a=b\r\n{}\r\n0\r\n\r\n',
    'extension-space': '2 ;a=b\r\n{}\r\n0\r\n\r\n',
    'space-behind': '2 \r\n{}\r\n0\r\n\r\n',
    'space-before': ' 2\r\n{}\r\n0\r\n\r\n',
    'leading-zeros': '0000000000000002\r\n{}\r\n0\r\n\r\n',
    'seventeen-digits': '00000000000000002\r\n{}\r\n0\r\n\r\n',
    'size-empty': '\r\n{}\r\n0\r\n\r\n',
    'size-huge': 'ffffffffffffffff\r\n{}',
    'size-negative': '-2\r\n{}\r\n0\r\n\r\n',
    'bare-line-feed': '2\n{}\r\n0\r\n\r\n',
    'no-line-end': '2\r\n{}x0\r\n\r\n',
    'long-line': `2;${'x'.repeat(5000)}\r\n{}\r\n0\r\n\r\n`,
    'cut-in-size': '2',
    'cut-behind-data': '2\r\n{}',
    'cut-before-last': '2\r\n{}\r\n',
    'cut-behind-last': '2\r\n{}\r\n0\r\n',
    trailer: '2\r\n{}\r\n0\r\nX: y\r\n\r\n',
    'trailer-no-colon': '2\r\n{}\r\n0\r\nfoo\r\n\r\n',
    'trailer-cut': '2\r\n{}\r\n0\r\nX: y\r\n',
    'trailer-long': `2\r\n{}\r\n0\r\nX: ${'y'.repeat(5000)}\r\n\r\n`,
    'junk-behind': '2\r\n{}\r\n0\r\n\r\njunk',
  }
  const chunked = Object.entries(chunks).map(([id, body]) => [
    `chunked-${id}`,
    raw(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${body}`),
  ])
  return {
    ...Object.fromEntries(chunked),
    'length-more': raw('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}more'),
    'length-0-with-body': raw('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n{}'),
    '204-with-body': raw('HTTP/1.1 204 No Content\r\n\r\n{}'),
    'no-length-403': raw('HTTP/1.1 403 Forbidden\r\n\r\nno'),
  }
}
