import { describe, expect, test } from 'vitest'
import { cellWidth, padCells, splitCells } from '../../src/lib/cell-width.ts'
import { wrap, wrapWithIndent } from '../../src/lib/wrap.ts'

describe('wrap', () => {
  test.each([
    ['', 10, ['']],
    ['short', 10, ['short']],
    ['one two three', 7, ['one two', 'three']],
    ['one two three', 8, ['one two', 'three']],
    ['a  b', 10, ['a  b']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['x abcdefgh y', 4, ['x', 'abcd', 'efgh', 'y']],
    ['漢字漢字', 4, ['漢字', '漢字']],
  ])('%j in %i cells', (text, width, expected) => {
    expect(wrap(text, width)).toEqual(expected)
  })

  test('indents the lines after the first', () => {
    expect(wrapWithIndent('one two', 8, '  * ')).toEqual(['  * one', '    two'])
    expect(wrapWithIndent('one two', 6, '| ', '| ')).toEqual(['| one', '| two'])
  })
})

describe('cell width', () => {
  test.each([
    ['abc', 3],
    ['✓ ok', 4],
    ['漢字', 4],
    ['e\u0301', 1],
    ['🙂', 2],
  ])('%j takes %i cells', (text, width) => {
    expect(cellWidth(text)).toBe(width)
  })

  test('pads and splits by cells', () => {
    expect(padCells('漢', 4)).toBe('漢  ')
    expect(padCells('long', 2)).toBe('long')
    expect(splitCells('漢字', 3)).toEqual(['漢', '字'])
    expect(splitCells('漢', 1)).toEqual(['漢', ''])
  })
})
