import { describe, expect, it } from 'vitest'
import { urlParts } from '../../src/lib/url-parts.ts'

describe('urlParts', () => {
  it.each([
    ['https://node.1:6443/a/../b?c#d', ['https', 'node.1:6443', '/a/../b', '?c']],
    ['HTTP://u:p@h@[fe80::1%25eth0]:80?x/@', ['http', '[fe80::1%25eth0]:80', '', '?x/@']],
    ['https://10.1', ['https', '10.1', '', '']],
    ['http://', ['http', '', '', '']],
  ])('takes %s apart as it is written', (url, [scheme, authority, path, query]) => {
    expect(urlParts(url)).toEqual({ scheme, authority, path, query })
  })

  it.each(['mailto:x', '/api', 'node.1:6443', ''])('%j has no scheme before two slashes', (text) => {
    expect(urlParts(text)).toBeNull()
  })
})
