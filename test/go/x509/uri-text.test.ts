import { describe, expect, test } from 'vitest'
import { uriText } from '../../../src/go/x509/uri-text.ts'

describe('URIs as net/url writes them again', () => {
  test.each([
    [''],
    ['http:opaque'],
    ['a/b:c'],
    ['//a.example'],
    ['http:///p'],
    ['///p'],
    ['http:////p'],
    ['http:/p'],
    ['http://a/p?x#f'],
    ['http://a?x'],
    ['/p?a?b'],
    ['/(a)b'],
    ["/a'!*[]%7e"],
    ['/*?"'],
    ['x+1.-y:/p'],
    ['http://u@h:1/p'],
    ['a///b'],
    ['/x//y'],
    ['?q'],
    ['http:'],
    ['1x:/p'],
  ])('%j stays as it is', (text) => {
    expect(uriText(text)).toBe(text)
  })

  test.each([
    ['the scheme is in lower case', 'HTTP://A.example/B', 'http://A.example/B'],
    ['so it is before a query alone', 'A:?q', 'a:?q'],
    ['slashes before nothing go', '//', ''],
    ['and so behind a scheme', 'http://', 'http:'],
    ['an empty fragment goes', 'http://a#', 'http://a'],
    ['a second # is escaped', 'http://a/p#a#b', 'http://a/p#a%23b'],
    ['a path with a space is escaped', '/p q', '/p%20q'],
    ['and what need not be is unescaped', 'http://a/%41 b', 'http://a/A%20b'],
    ['a control character has two digits', '/\t', '/%09'],
    ['digits are in upper case', '/"%7e%3c', '/%22~%3C'],
    ['a path escapes brackets anew', '/(a)%20 ', '/%28a%29%20%20'],
    ['a stranger at the start tells', '/"A z-_.~$&+,/:;=@', '/%22A%20z-_.~$&+,/:;=@'],
    ['a stranger at the end tells', '/!()*\'"', '/%21%28%29%2A%27%22'],
    ['a fragment keeps more than a path', '#"?@!()*$&\'', '#%22?@!()*$&%27'],
    ['a fragment escapes square brackets anew', '#f[%22]"', '#f%5B%22%5D%22'],
    ['an opaque part is not escaped', 'h:"x"#a b', 'h:"x"#a%20b'],
  ])('%s: %j is %j', (_, text, written) => {
    expect(uriText(text)).toBe(written)
  })
})
