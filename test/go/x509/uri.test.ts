import { describe, expect, test } from 'vitest'
import { parseUri } from '../../../src/go/x509/uri.ts'

describe('URIs as net/url reads them', () => {
  test.each([
    ['https://api.example/x?y#z', 'api.example'],
    ['https://user:pw@api.example:8443', 'api.example:8443'],
    ['https://[2001:db8::1]:8443/', '[2001:db8::1]:8443'],
    ['urn:x:y', ''],
    ['/path//x', ''],
    ['//api.example/x', 'api.example'],
    ['spiffe://cluster.local/ns/default', 'cluster.local'],
    ['https://b%C3%BCcher/', 'b\u00c3\u00bccher'],
    ['', ''],
    ['?a:b', ''],
    ['a?b:c', ''],
    ['a/b:c', ''],
    ['///a.example/b', ''],
    ['http:///b', ''],
    ['http:', ''],
    ['mailto:%zz', ''],
    ['http://api.example?x/%zz', 'api.example'],
    ['http://a@b@c.example/', 'c.example'],
    ['http://a.example:', 'a.example:'],
    ['http://[fe80::1%25e%20n]:1/', '[fe80::1%e n]:1'],
    ['http://a.example%25/', 'a.example%'],
    ['http://[a]/', '[a]'],
  ])('%j has the host %j', (text, host) => {
    expect(parseUri(text, false)).toEqual({ ok: true, host })
  })

  test.each([
    ['http://[bad', 'parse "http://[bad": missing \']\' in host'],
    ['http://a:b/', 'parse "http://a:b/": invalid port ":b" after host'],
    ['http://a b/', 'parse "http://a b/": invalid character " " in host name'],
    ['http://a%zz/', 'parse "http://a%zz/": invalid URL escape "%zz"'],
    ['http://a%41/', 'parse "http://a%41/": invalid URL escape "%41"'],
    ['http://a/%4', 'parse "http://a/%4": invalid URL escape "%4"'],
    ['http://a b@c/', 'parse "http://a b@c/": net/url: invalid userinfo'],
    ['http://a\x7f', 'parse "http://a\\x7f": net/url: invalid control character in URL'],
    ['http://a/#%zz', 'parse "http://a/#%zz": invalid URL escape "%zz"'],
    ['http://a/#b#%4', 'parse "http://a/#b#%4": invalid URL escape "%4"'],
    ['http://[b/%zz', 'parse "http://[b/%zz": missing \']\' in host'],
    ['http://u%4@a/', 'parse "http://u%4@a/": invalid URL escape "%4"'],
    ['http://a:1x/', 'parse "http://a:1x/": invalid port ":1x" after host'],
    ['http://[::1]x/', 'parse "http://[::1]x/": invalid port "x" after host'],
    ['http://[a b%25c]/', 'parse "http://[a b%25c]/": invalid character " " in host name'],
    ['http://[::1%25%zz]/', 'parse "http://[::1%25%zz]/": invalid URL escape "%zz"'],
    ['/%zz', 'parse "/%zz": invalid URL escape "%zz"'],
    [':x', 'parse ":x": missing protocol scheme'],
    ['1a:b', 'parse "1a:b": first path segment in URL cannot contain colon'],
  ])('%j gives %s', (text, error) => {
    expect(parseUri(text, false)).toEqual({ ok: false, error })
  })

  test.each([
    ['http://[api.example]/', 'invalid host: ParseAddr("api.example"): unexpected character (at "api.example")'],
    ['http://[]/', 'invalid host: ParseAddr(""): unable to parse IP'],
    ['http://[a b]/', 'invalid character " " in host name'],
    ['http://[192.0.2.1]/', 'invalid IP-literal'],
  ])('%j in strict brackets: %s', (text, problem) => {
    expect(parseUri(text, true)).toEqual({ ok: false, error: `parse "${text}": ${problem}` })
  })
})
