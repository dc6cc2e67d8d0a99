import { describe, expect, test } from 'vitest'
import { resolveLocation } from '../../src/target/redirect-location.ts'

const FROM = 'https://node.1:6443/pre/p/q?z=1'

describe('where kubectl 1.34.5 goes', () => {
  test.each([
    ['../x', 'https://node.1:6443/pre/x'],
    ['x', 'https://node.1:6443/pre/p/x'],
    ['?q=1', 'https://node.1:6443/pre/p/q?q=1'],
    ['?', 'https://node.1:6443/pre/p/q?'],
    ['#f', 'https://node.1:6443/pre/p/q?z=1'],
    ['//', 'https://node.1:6443/pre/p/q?z=1'],
    ['./', 'https://node.1:6443/pre/p/'],
    ['..', 'https://node.1:6443/pre/'],
    ['/../../x', 'https://node.1:6443/x'],
    ['/a/../b', 'https://node.1:6443/b'],
    ['/a b', 'https://node.1:6443/a%20b'],
    ['/a%20b', 'https://node.1:6443/a%20b'],
    ['/x y\\z', 'https://node.1:6443/x%20y%5Cz'],
    ['/\u00e4', 'https://node.1:6443/%E4'],
    ['/\u00c3\u00a4', 'https://node.1:6443/%C3%A4'],
    ['//t.1:6443/x', 'https://t.1:6443/x'],
    ['http://API.example:80/z', 'http://API.example:80/z'],
    ['http://[::1%25lo]:6443/q', 'http://[::1%25lo]:6443/q'],
    ['http://10.1?x', 'http://10.1?x'],
    ['HTTP://api.example/u', 'http://api.example/u'],
    ['http://u:p@api.example/x', 'http://u:p@api.example/x'],
    ['http://node.1/x?a#f', 'http://node.1/x?a'],
    ['http:///x', 'http:///x'],
    ['mailto:x', 'mailto:x'],
  ])('by %j: %s', (location, url) => {
    expect(resolveLocation(location, FROM)).toEqual({ ok: true, url })
  })

  test.each([
    ['http://[::1/x', "missing ']' in host"],
    ['http://a b/', 'invalid character " " in host name'],
    ['/%zz', 'invalid URL escape "%zz"'],
  ])('nowhere by %j', (location, error) => {
    expect(resolveLocation(location, FROM)).toEqual({ ok: false, error })
  })
})

test('a server that names itself by a path alone keeps its userinfo', () => {
  expect(resolveLocation('/x', 'https://u@[fe80::1%25eth0]:6443')).toEqual({
    ok: true,
    url: 'https://u@[fe80::1%25eth0]:6443/x',
  })
})
