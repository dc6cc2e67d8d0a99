import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { shellCommand, shellQuote } from '../../src/lib/shell-quote.ts'
import { inTitle, lacksUnix } from '../lacking.ts'

test.each([
  ['plain-word_1', 'plain-word_1'],
  ['HTTPS_PROXY=http://proxy.example:8080', 'HTTPS_PROXY=http://proxy.example:8080'],
  ['', "''"],
  ['*', "'*'"],
  ["it's", "'it'\\''s'"],
  ['a\u001bb', '"$(printf \'a\\033b\')"'],
])('%j is written %s', (text, quoted) => {
  expect(shellQuote(text)).toBe(quoted)
})

describe.skipIf(lacksUnix !== null)(`a real sh${inTitle(lacksUnix)}`, () => {
  test.each([
    ...[
      '',
      ' ',
      'a b',
      "'",
      "''",
      '"',
      '$HOME',
      '$(id)',
      '`id`',
      '\\',
      '!',
      '~',
      '*',
      '#x',
      '-n',
      '{a,b}',
      'a;b',
      'a&b',
    ],
    ...['a\nb', 'tab\there', '\u001b[31m', '100%s', 'ünïcode 漢字', "%s'\u0007", '\u202e'],
  ])('gives %j back', (text) => {
    const script = `printf '%s|' ${shellCommand([text, 'end'])}`
    expect(execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' })).toBe(`${text}|end|`)
  })
})
