import { expect, test } from 'vitest'
import { redactHeaders, redactMessage, redactOddLine, redactUrl } from '../../src/transcript/redact.ts'

test('headers that are secrets lose their whole value, in every spelling', () => {
  const secret = ['Authorization', 'proxy-authorization', 'SET-COOKIE', 'Cookie'] as const
  expect(redactHeaders(secret.map((name) => [name, 'secret']))).toEqual(secret.map((name) => [name, 'REDACTED']))
})

test('a Location loses its query, its fragment and its password', () => {
  expect(redactHeaders([['Location', 'https://u:p@sso.example/in?code=1#t']])).toEqual([
    ['Location', 'https://REDACTED@sso.example/in?REDACTED'],
  ])
})

test.each([
  ['/login?x=1', '/login?REDACTED'],
  ['//u:p@h/', '//REDACTED@h/'],
  ['/plain/path', '/plain/path'],
  ['#access_token=1', '#REDACTED'],
])('%s', (url, redacted) => {
  expect(redactUrl(url)).toBe(redacted)
})

test('other headers stay, bounded in number and length', () => {
  expect(redactHeaders([['Audit-Id', '7']])).toEqual([['Audit-Id', '7']])
  expect(redactHeaders([['X', 'y'.repeat(10_000)]])[0]?.[1]).toHaveLength(4096)
  expect(redactHeaders([['x'.repeat(10_000), 'y']])).toEqual([['x'.repeat(4096), 'y']])
  expect(redactHeaders(Array(500).fill(['X', 'y']))).toHaveLength(100)
})

test('a Refresh and a Link lose the same, wherever the URL begins', () => {
  expect(
    redactHeaders([
      ['Refresh', '0;url=https://u:p@sso.example/?code=1'],
      ['Link', '<https://u:p@sso.example/?a=b>; rel=next'],
      ['Content-Location', '/?a=b'],
    ]),
  ).toEqual([
    ['Refresh', '0;url=https://REDACTED@sso.example/?REDACTED'],
    ['Link', '<https://REDACTED@sso.example/?REDACTED'],
    ['Content-Location', '/?REDACTED'],
  ])
})

test.each([
  [
    `error: invalid 'proxy-url' "http://u:se cret@192.0.2.1:1" for cluster "c": could not parse: http://u:se cret@192.0.2.1:1`,
    `error: invalid 'proxy-url' "http://u:REDACTED@192.0.2.1:1" for cluster "c": could not parse: http://u:REDACTED@192.0.2.1:1`,
  ],
  [
    `error: invalid 'proxy-url' "u:secret@h:1" for cluster "c"`,
    `error: invalid 'proxy-url' "u:REDACTED@h:1" for cluster "c"`,
  ],
  [
    'error: host must be a URL or a host:port pair: "u:secret@h/x"',
    'error: host must be a URL or a host:port pair: "u:REDACTED@h/x"',
  ],
  ['* could not parse: http://u:se\ncret@h\n* other: a:b@c', '* could not parse: http://u:REDACTED@h\n* other: a:b@c'],
  ['error: parse "https://u:se\\"cret@h": x', 'error: parse "https://u:REDACTED@h": x'],
  [
    'Error from server (Forbidden): User "oidc:jane@example.com" cannot list "pods"',
    'Error from server (Forbidden): User "oidc:jane@example.com" cannot list "pods"',
  ],
  ['Get "https://192.0.2.1:6443/api": EOF', 'Get "https://192.0.2.1:6443/api": EOF'],
  ['error: the proxy "http://u:secret@h:1/a" is no proxy', 'error: the proxy "http://u:REDACTED@h:1/a" is no proxy'],
  ['saw "u:a@h" and "http://u:secret@h:1"', 'saw "u:a@h" and "http://u:REDACTED@h:1"'],
])('kubectl says %s', (message, redacted) => {
  expect(redactMessage(message)).toBe(redacted)
})

test.each(['\\"', '://', '"\\', '"://', 'parse "'])('a megabyte of %j is no more than a megabyte of work', (unit) => {
  const message = `"${unit.repeat(1024 * 1024)}`
  expect(redactMessage(message)).toBe(message)
})

test.each([
  ['Set-Cookie : s=1', 'Set-Cookie : REDACTED'],
  ['Location\t: https://sso.example/in?code=abc', 'Location\t: https://sso.example/in?REDACTED'],
  ['foo bar', 'foo bar'],
  ['Cookie:s=1', 'Cookie:REDACTED'],
  ['Cookie:  s=1', 'Cookie:  REDACTED'],
  ['Set-Cookie : a\nb', 'Set-Cookie : REDACTED'],
  [`${'x'.repeat(10_000)}:y`, `${'x'.repeat(4096)}y`],
  [`foo${'o'.repeat(10_000)}`, `foo${'o'.repeat(4093)}`],
])('the odd line %j is kept as %j', (line, kept) => {
  expect(redactOddLine({ line, initial: false })).toEqual({ line: kept, initial: false })
})
