import { expect, test } from 'vitest'
import { entryDiff } from '../../src/fix/entry-diff.ts'

test('a diff keeps what is common in its order', () => {
  expect(entryDiff('a\nb\nc', 'a\nx\nc\nd')).toEqual([
    { sign: ' ', text: 'a' },
    { sign: '-', text: 'b' },
    { sign: '+', text: 'x' },
    { sign: ' ', text: 'c' },
    { sign: '+', text: 'd' },
  ])
})

test.each([
  ['proxy-url: http://jane:hunter2@proxy.example:3128', 'proxy-url: http://REDACTED@proxy.example:3128'],
  ['  x-token: "sekrit" # mine', '  x-token: REDACTED # mine'],
  ['{"apiSecret":"sekrit","server":"https://a.example"}', '{"apiSecret":REDACTED,"server":"https://a.example"}'],
  [`certificate-authority-data: ${'QUJD'.repeat(400)}`, 'certificate-authority-data: QUJDQUJDQUJD…'],
])('%j is shown as %j', (line, shown) => {
  expect(entryDiff(line, line)).toEqual([{ sign: ' ', text: shown }])
})
