import { expect, test } from 'vitest'
import { quote } from '../../src/lib/quote.ts'

test.each([
  ['plain', '"plain"'],
  ['Quote"d \\ Ünï\tCA', '"Quote\\"d \\\\ Ünï\\tCA"'],
  ['\x07\b\f\n\r\v', '"\\a\\b\\f\\n\\r\\v"'],
  ['\x00\x1b\x7f', '"\\x00\\x1b\\x7f"'],
  ['\u0085\u00a0\u200b\ufeff', '"\\u0085\\u00a0\\u200b\\ufeff"'],
  ['\u{1f600}\u{e0001}', '"\u{1f600}\\U000e0001"'],
  ['\ud800', '"\ufffd"'],
])('%j is quoted as Go does with %%q', (text, quoted) => {
  expect(quote(text)).toBe(quoted)
})
