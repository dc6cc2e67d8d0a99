import { expect, test } from 'vitest'
import { withoutEnd } from '../../src/lib/without-end.ts'

test.each([
  ['/a/b//', '/', '/a/b'],
  ['//', '/', ''],
  ['a', '/', 'a'],
  ['a \t\r x \r\t', ' \t\r', 'a \t\r x'],
  ['', '.', ''],
])('%j without %j at its end is %j', (text, characters, rest) => {
  expect(withoutEnd(text, characters)).toBe(rest)
})
