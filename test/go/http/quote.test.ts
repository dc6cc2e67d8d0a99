import { describe, expect, test } from 'vitest'
import { quoteBytes, remoteText } from '../../../src/go/http/quote.ts'

describe('%q of bytes', () => {
  test.each([
    ['plain "x"', String.raw`"plain \"x\""`],
    ['f\xc3\xbcr', '"für"'],
    ['a"\xff\x80\x7f', String.raw`"a\"\xff\x80\x7f"`],
  ])('%j', (latin1, quoted) => {
    expect(quoteBytes(latin1)).toBe(quoted)
  })
})

test('line feeds and tabs of a peer stay, what a terminal obeys does not', () => {
  expect(remoteText('a\n\n\tb\x1b[2J\n\x07')).toBe('a\n\n\tb\\x1b[2J\n\\x07')
})
