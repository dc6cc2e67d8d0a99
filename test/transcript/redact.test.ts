import { expect, test } from 'vitest'
import { redactHeaders, redactUrl } from '../../src/transcript/redact.ts'

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
  expect(redactHeaders(Array(500).fill(['X', 'y']))).toHaveLength(100)
})
