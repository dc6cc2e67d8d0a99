import { expect, test } from 'vitest'
import { bounded, escapeControl, escapeControlLines, escapeInsideJson } from '../../src/lib/escape.ts'

test.each([
  ['plain ASCII, ünïcode, 漢字 and 🙂 stay', 'plain ASCII, ünïcode, 漢字 and 🙂 stay'],
  ['\u001b[31mred', '\\x1b[31mred'],
  ['a\r\nb\tc', 'a\\r\\nb\\tc'],
  ['\u009b2J\u007f', '\\x9b2J\\x7f'],
  ['\u202egnp.exe\u2066', '\\u202egnp.exe\\u2066'],
  ['a\u200bb\ufeff', 'a\\u200bb\\ufeff'],
  ['\ud800x', '\\ud800x'],
  ['x\udc00', 'x\\udc00'],
])('escapes %j to %j', (text, expected) => {
  expect(escapeControl(text)).toBe(expected)
})

test('escaping twice changes nothing', () => {
  const once = escapeControl('\u001b[0m\n\\n')
  expect(escapeControl(once)).toBe(once)
})

test('lines are kept where they are wanted', () => {
  expect(escapeControlLines('a\r\nb\u001bc\nd')).toEqual(['a', 'b\\x1bc', 'd'])
})

test('a cut text says how much is missing', () => {
  expect(bounded('abcdef', 3)).toBe('abc… (3 more characters)')
  expect(bounded('🙂🙂', 2)).toBe('🙂🙂')
})

test('JSON keeps its value', () => {
  const value = { text: '\u009b\u202e\u007f🙂' }
  const escaped = escapeInsideJson(JSON.stringify(value))
  expect(escaped).toBe('{"text":"\\u009b\\u202e\\u007f🙂"}')
  expect(JSON.parse(escaped)).toEqual(value)
})
