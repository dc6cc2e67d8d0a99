import { describe, expect, test } from 'vitest'
import { authorityOf, originOf, requestTarget, requestUrl } from '../../src/target/request-url.ts'
import { readServerUrl } from '../../src/target/server-url.ts'

function below(server: string, path: string): string {
  const read = readServerUrl({ value: server, at: { kind: 'default' } })
  if (read.kind !== 'ok') throw new Error(`no server: ${server}`)
  return requestUrl(read.value, path)
}

describe('as kubectl 1.34.5 writes and sends them', () => {
  test.each([
    ['https://t.1:6443', 'https://t.1:6443', 't.1:6443'],
    ['https://127.1:6443', 'https://127.1:6443', '127.1:6443'],
    ['https://0x7f.1:6443', 'https://0x7f.1:6443', '0x7f.1:6443'],
    ['https://API.Example:6443', 'https://API.Example:6443', 'API.Example:6443'],
    ['https://api.example.:443', 'https://api.example.:443', 'api.example.:443'],
    ['https://api.example', 'https://api.example', 'api.example'],
    ['https://api.example:', 'https://api.example', 'api.example'],
    ['https://u:p@api.example:6443', 'https://api.example:6443', 'api.example:6443'],
    ['https://[0:0::1]:6443', 'https://[0:0::1]:6443', '[0:0::1]:6443'],
    ['https://[::1%25lo]:6443', 'https://[::1%25lo]:6443', '[::1%lo]:6443'],
    ['https://[::1%25l%25o]:6443', 'https://[::1%25l%25o]:6443', '[::1%l%o]:6443'],
    ['https://bücher.example:6443', 'https://b%C3%BCcher.example:6443', 'xn--bcher-kva.example:6443'],
    ['https://b%C3%BCcher.example:6443', 'https://b%C3%BCcher.example:6443', 'xn--bcher-kva.example:6443'],
    ['https://a<b:6443', 'https://a<b:6443', 'a<b:6443'],
  ])('%s', (server, written, authority) => {
    const url = below(server, '/api?timeout=32s')
    expect([url, authorityOf(url)]).toEqual([`${written}/api?timeout=32s`, authority])
  })

  test.each([
    ['/a/../b', '/version', '/b/version'],
    ['/a%20b', '/version', '/a%20b/version'],
    ['/a b', '/version', '/a%20b/version'],
    ['/a%2Fb', '/version', '/a/b/version'],
    ['/a%3Fb', '/version?x', '/a%3Fb/version?x'],
    ['/ä', '/version', '/%C3%A4/version'],
    ['//x', '/version', '/x/version'],
    ['/a/./b/', '/api/', '/a/b/api/'],
    ['/pre', '/../b', '/b'],
    ['/a;b', '/version', '/a;b/version'],
    ['/a"b', '/version', '/a%22b/version'],
    ['/a|b[c]\\', '/version', '/a%7Cb%5Bc%5D%5C/version'],
    ["/a'b{}^`<>", '/version', '/a%27b%7B%7D%5E%60%3C%3E/version'],
  ])('%s before %s', (prefix, path, target) => {
    expect(requestTarget(below(`https://node.1:6443${prefix}`, path))).toBe(target)
  })
})

test('what no request line can hold is escaped', () => {
  expect(requestTarget('https://node.1/x?a b\r\nHost: ä')).toBe('/x?a%20b%0D%0AHost:%20%C3%A4')
  expect(requestTarget('https://node.1?x')).toBe('/?x')
})

test.each([
  ['https://Node.1:443/x', 'https://node.1'],
  ['http://node.1:443', 'http://node.1:443'],
  ['http://u@node.1:80?x', 'http://node.1'],
  ['https://127.1:6443/', 'https://127.1:6443'],
  ['https://[::1%25lo]:6443/', 'https://[::1%25lo]:6443'],
  ['https://b%C3%BCcher.example', 'https://xn--bcher-kva.example'],
])('the origin of %s is %s', (url, origin) => {
  expect(originOf(url)).toBe(origin)
})
