import { expect, test } from 'vitest'
import { bold, section, tagged, text } from '../../tools/man-page/roff.ts'

test.each([
  ['.PP is no request', '\\&.PP is no request'],
  ["'br neither", '\\(aqbr neither'],
  ['C:\\new\\fB', 'C:\\enew\\efB'],
  ['--no-color', '\\-\\-no\\-color'],
  ['`a` "b" ^c ~d', '\\(gaa\\(ga \\(dqb\\(dq \\(hac \\(tid'],
  ['CONTEXT… é 😀', 'CONTEXT... \\[u00E9] \\[u1F600]'],
  ['  one\n.two\tthree ', 'one .two three'],
])('%j is written as %j', (words, roff) => {
  expect(text(words)).toBe(roff)
})

test('what is bold begins no line with a request', () => {
  expect(bold('.x')).toBe('\\fB\\&.x\\fR')
})

test('a section, and a tag with two paragraphs', () => {
  expect(section('SEE ALSO', ['x'])).toEqual(['.SH SEE ALSO', 'x'])
  expect(tagged('tag', 'one', ['two'])).toEqual(['.TP', 'tag', 'one', '.IP', 'two'])
})
