import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { toYaml } from '../../src/lib/yaml-emit.ts'

test('is block style', () => {
  const value = { a: 1, b: [{ c: 'x', d: [] }, ['y', {}]], e: null, 'f g': true }
  expect(toYaml(value)).toBe('a: 1\nb:\n- c: x\n  d: []\n- - "y"\n  - {}\ne: null\nf g: true\n')
})

test('text of several lines is a literal block', () => {
  expect(toYaml({ pem: 'A\nB\n', bare: 'A\nB' })).toBe('pem: |\n  A\n  B\nbare: |-\n  A\n  B\n')
})

test('undefined members are left out, as in JSON', () => {
  expect(toYaml({ a: undefined, b: 1 })).toBe('b: 1\n')
})

const STRINGS = [
  ...[
    '',
    ' ',
    'x ',
    ' x',
    '~',
    'null',
    'Null',
    'true',
    'yes',
    'No',
    'ON',
    'off',
    'y',
    'N',
    '1',
    '-1',
    '1.5',
    '0x1f',
    '0o7',
  ],
  ...[
    '1e3',
    '.inf',
    '.nan',
    '2026-11-23',
    '12:30:45',
    '1_000',
    '=',
    '<<',
    '-',
    '- a',
    '--- a',
    '...',
    '? a',
    'a: b',
    'a:',
  ],
  ...[
    ': a',
    'a #b',
    '#a',
    'a#b',
    '&a',
    '*a',
    '!a',
    '|',
    '>',
    '%a',
    '@a',
    '`a',
    '"a"',
    "'a'",
    '[a]',
    '{a}',
    'a, b',
    'a\\b',
  ],
  ...['http://x.example:80/?q=1', '/path', 'a\tb', 'a\nb', 'a\n\nb', '\na', 'a\n', 'a\n\n', ' a\nb', 'a \nb', 'a\r\nb'],
  ...[
    '\u001b',
    '\u0085',
    '\u2028',
    '\u202e',
    '\ufeff',
    '🙂',
    '漢字',
    'a\u00a0b',
    '\u007f',
    '\u009b',
    'no: way',
    'a:b:c',
  ],
]

describe('every string comes back', () => {
  test.each(STRINGS)('%j', (text) => {
    for (const version of ['1.1', '1.2'] as const) {
      const value = { [text]: text, list: [text, [text]], nested: { deep: { text } } }
      expect(parse(toYaml(value), { version })).toEqual(value)
    }
  })
})

test('a lone surrogate, which YAML cannot hold, becomes the replacement character', () => {
  expect(parse(toYaml({ a: '\ud800' }))).toEqual({ a: '\ufffd' })
})
